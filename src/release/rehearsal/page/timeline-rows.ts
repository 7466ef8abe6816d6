import type { TimelineRecord } from '../timeline.ts';
import { type Html, markup } from './html.ts';
import { logOf } from './log.ts';
import { markOf, signOf } from './mark.ts';
import { childrenOf, lasting, spanOf, wholeSpan } from './records.ts';
import { timeAxis, type TimeAxis } from './time-axis.ts';

/** Everything that happened, each with a bar from its start to its end, and what it printed folded below it. */
export function timelineRows(records: readonly TimelineRecord[]): Html {
  const whole = wholeSpan(records);
  if (!whole) return markup`<p>Nothing has begun.</p>`;
  const jobs = records.filter(({ kind }) => kind === 'job');
  const axis = timeAxis(
    whole,
    jobs.flatMap((job) => spanOf(job) ?? []),
  );
  const stages = records.filter(({ parent }) => parent === undefined);
  return markup`<p class="hint">From left to right: ${lasting(whole.to - whole.from)}.${axis.isShortened ? ' Long waits are drawn shorter than they were.' : ''}</p>
<div class="timeline">
${stages.map((stage) => row(stage, records, axis))}</div>`;
}

function row(record: TimelineRecord, records: readonly TimelineRecord[], axis: TimeAxis): Html {
  const children = childrenOf(record, records);
  const line = lineOf(record, children, axis);
  const log = record.log ?? [];
  const open = record.kind === 'step' && record.result === 'Failed' ? markup` open` : undefined;
  const own =
    log.length === 0
      ? markup`<div class="row">${line}</div>`
      : markup`<details${open}><summary class="row">${line}</summary>${logOf(log)}</details>`;
  return markup`<div class="${record.kind}">${own}
${children.map((child) => row(child, records, axis))}</div>
`;
}

function lineOf(record: TimelineRecord, children: readonly TimelineRecord[], axis: TimeAxis): Html {
  const { kind, title, note } = record;
  const mark = markOf(record, kind === 'stage' ? children : []);
  const span = spanOf(record);
  const name = kind === 'stage' ? markup`<h3>${title}</h3>` : markup`<span class="name">${title}</span>`;
  return markup`<span class="what">${signOf(mark)}<span>${name}${note === undefined ? undefined : markup` <span class="note">${note}</span>`}</span></span>
<span class="track">${span && barOf(span, record, axis)}</span>
<span class="took">${span && lasting(span.to - span.from)}</span>`;
}

function barOf(span: { readonly from: number; readonly to: number }, record: TimelineRecord, axis: TimeAxis): Html {
  const from = axis.percent(span.from);
  const width = axis.percent(span.to) - from;
  return markup`<span class="bar ${record.kind} ${markOf(record).tone}" style="left: ${from.toFixed(2)}%; width: ${width.toFixed(2)}%"></span>`;
}
