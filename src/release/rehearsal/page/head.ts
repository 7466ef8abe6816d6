import type { RunFile } from '../run-folder.ts';
import type { TimelineRecord } from '../timeline.ts';
import { type Html, markup } from './html.ts';
import { type Mark, markOf } from './mark.ts';
import { childrenOf, lasting, moment, wholeSpan } from './records.ts';

/** Which run it is, how it ended, and why if not well. */
export function headOf(run: RunFile): Html {
  const { sign, word, tone } = endOf(run);
  const span = wholeSpan(run.records);
  return markup`<header>
<h1>Run ${run.id} of ${run.file}</h1>
<span class="result ${tone}"><span aria-hidden="true">${sign}</span> ${word}</span>
${reasons(run.records).map((reason) => markup`<p>${reason}</p>\n`)}<ul class="facts">
<li>Started by <b>${run.requestedBy}</b></li>
${span && markup`<li>Began <b>${moment(span.from)}</b></li>\n<li>Took <b>${lasting(span.to - span.from)}</b></li>`}
</ul>
</header>`;
}

/** For each stage that did not end well by itself: why it did not begin, or the first step that failed. */
function reasons(records: readonly TimelineRecord[]): string[] {
  return records.flatMap((stage) => {
    if (stage.kind !== 'stage' || markOf(stage, childrenOf(stage, records)).tone !== 'bad') return [];
    const step = records.find(
      ({ kind, id, result }) => kind === 'step' && id.startsWith(`${stage.id}/`) && result === 'Failed',
    );
    const why =
      stage.note ?? (step && `${step.title} failed`) ?? childrenOf(stage, records).find(({ note }) => note)?.note;
    return `${stage.title}: ${why ?? 'failed'}`;
  });
}

const ends = {
  succeeded: { sign: '✓', word: 'Succeeded', tone: 'good' },
  failed: { sign: '✗', word: 'Failed', tone: 'bad' },
  canceled: { sign: '■', word: 'Canceled', tone: 'warn' },
} as const satisfies Record<NonNullable<RunFile['result']>, Mark>;

/** How the run as a whole stands. */
export const endOf = ({ result, waiting }: RunFile): Mark =>
  result === undefined ? { sign: '…', word: waiting ? 'Waits for a person' : 'Goes on', tone: 'busy' } : ends[result];
