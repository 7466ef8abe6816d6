import type { ExpandedPipeline } from '../../pipeline/expanded.ts';
import type { TimelineRecord } from '../timeline.ts';
import { type Html, markup } from './html.ts';
import { markOf, signOf } from './mark.ts';
import { childrenOf, lasting, spanOf } from './records.ts';
import { table } from './table.ts';

/** What became of each stage, and why. A stage that was not let in reads as the run's other stages see it. */
export function stageTable({ stages }: ExpandedPipeline, records: readonly TimelineRecord[]): Html {
  const rows = stages.flatMap((stage) => {
    const record = records.find(({ kind, name }) => kind === 'stage' && name === stage.name);
    if (!record) return [];
    const mark = markOf(record, childrenOf(record, records));
    const environments = [...new Set(stage.jobs.flatMap(({ environment }) => environment ?? []))];
    const span = spanOf(record);
    const reads = mark.sign === '⊘' ? ` (reads ${record.result ?? ''})` : '';
    return markup`<tr><th scope="row">${stage.displayName}</th><td>${signOf(mark)} ${mark.word}${reads}</td>
<td class="nowrap number">${span ? lasting(span.to - span.from) : '–'}</td>
<td>${environments.join(', ') || '–'}</td><td>${stage.dependsOn.join(', ') || '–'}</td><td>${record.note}</td></tr>
`;
  });
  return table(['Stage', 'Result', 'Took', 'Environment', 'After', 'Why'], rows);
}
