import type { ExpandedPipeline } from '../../pipeline/expanded.ts';
import type { TimelineRecord } from '../timeline.ts';
import { box, edgePath, type Placed, placeStages } from './graph-layout.ts';
import { type Html, markup } from './html.ts';
import { markOf } from './mark.ts';
import { childrenOf } from './records.ts';

/** The stages from left to right, each after all that it depends on, in the state in which the run left it. */
export function stageGraph({ stages }: ExpandedPipeline, records: readonly TimelineRecord[]): Html {
  const { placed, edges, width, height } = placeStages(stages);
  return markup`<div class="scroll">
<svg class="graph" viewBox="-1 -1 ${width + 2} ${height + 2}" style="max-width: ${width + 2}px" role="img" aria-label="Stages, and what they depend on: the table below says the same">
<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
<g class="edges">${edges.map((edge) => markup`<path d="${edgePath(edge)}" marker-end="url(#arrow)"/>`)}</g>
${placed.map((one) => drawn(one, records))}</svg></div>
`;
}

function drawn({ stage, x, y }: Placed, records: readonly TimelineRecord[]): Html {
  const record = records.find(({ name, kind }) => kind === 'stage' && name === stage.name);
  if (!record) throw new Error(`The run has no record of stage ${stage.name}`);
  const { sign, word, tone } = markOf(record, childrenOf(record, records));
  const lines = inLines(stage.displayName);
  return markup`<g class="box ${tone}" transform="translate(${x} ${y})">
<rect width="${box.width}" height="${box.height}" rx="8"/>
${lines.map((line, index) => markup`<text class="title" x="12" y="${24 + index * 17}">${line}</text>`)}
<text class="sign" x="12" y="${box.height - 11}">${sign}</text>
<text x="31" y="${box.height - 12}">${word}</text>
</g>
`;
}

/** Letters in a line of a box. */
const lineLength = 18;

/** At most two lines; what does not fit ends with `…`. */
function inLines(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < lineLength) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines
    .slice(0, 2)
    .map((line) => (line.length > lineLength ? `${line.slice(0, lineLength - 1)}…` : line));
  if (lines.length > 2) shown[1] = `${(shown[1] ?? '').slice(0, lineLength - 1)}…`;
  return shown;
}
