import type { TimelineRecord } from '../timeline.ts';
import { type Html, markup } from './html.ts';
import { markOf, signOf } from './mark.ts';
import { lasting, moment, spanOf } from './records.ts';
import { table } from './table.ts';

/** Who was asked, what they were told, who decided, and what they said. */
export function approvalTable(records: readonly TimelineRecord[]): Html {
  const approvals = records.filter(({ kind, name }) => kind === 'check' && name === 'approval');
  if (approvals.length === 0) return markup`<p>Nobody was asked in this run.</p>`;
  const rows = approvals.map((approval) => {
    const mark = markOf(approval);
    const span = spanOf(approval);
    return markup`<tr><th scope="row">${approval.title}</th>
<td>${(approval.log ?? []).map((line) => markup`<div>${line}</div>`)}</td>
<td>${signOf(mark)} ${approval.note ?? mark.word}</td>
<td class="nowrap">${span && markup`<div>${moment(span.to)}</div><div>after ${lasting(span.to - span.from)}</div>`}</td></tr>
`;
  });
  return table(['Approval', 'Asked', 'Decision', 'When'], rows);
}
