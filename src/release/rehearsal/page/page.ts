import type { ExpandedPipeline } from '../../pipeline/expanded.ts';
import type { RunFile } from '../run-folder.ts';
import { approvalTable } from './approval-table.ts';
import { evidenceSection } from './evidence-section.ts';
import { endOf, headOf } from './head.ts';
import { type Html, markup } from './html.ts';
import type { FoundEvidence } from './read-evidence.ts';
import { stageGraph } from './stage-graph.ts';
import { stageTable } from './stage-table.ts';
import { style } from './style.ts';
import { timelineRows } from './timeline-rows.ts';

/** A run on one page, with nothing from outside and no script. */
export function pageOf(run: RunFile, pipeline: ExpandedPipeline, found: FoundEvidence): string {
  const { records } = run;
  const sections: readonly (readonly [string, string, Html])[] = [
    ['stages', 'Stages', markup`${stageGraph(pipeline, records)}${stageTable(pipeline, records)}`],
    ['approvals', 'Approvals', approvalTable(records)],
    ['evidence', 'Evidence', evidenceSection(found)],
    ['timeline', 'Timeline and logs', timelineRows(records)],
  ];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Run ${run.id}: ${endOf(run).word}</title>
<style>${style}</style>
</head>
<body>
${headOf(run)}
<main>
${sections.map(([id, title, content]) => markup`<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${content}\n</section>\n`)}</main>
<footer>A rehearsal on one machine: the pipeline is this repository’s, its steps ran for real, Azure and Azure DevOps were local.</footer>
</body>
</html>
`.html;
}
