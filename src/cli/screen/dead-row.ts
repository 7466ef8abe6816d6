import type { DeadCause } from '../../domain/operator-view.ts';
import { moment } from './format.ts';
import type { Column, Row } from './table.ts';

/** The table of what documents died of. */
export const deadColumns: readonly Column[] = [
  { title: 'dead', min: 4, max: 7, align: 'right' },
  { title: 'cause', min: 12, max: 12 },
  { title: 'stage', min: 5, max: 10 },
  { title: 'code', min: 6, max: 14, cut: 'end' },
  { title: 'first seen', min: 19, max: 19 },
  { title: 'last seen', min: 19, max: 19 },
  { title: 'reason', min: 20, max: 100, cut: 'end' },
];

export const deadRow = ({ count, cause, stage, code, firstSeen, lastSeen, message }: DeadCause): Row => [
  { text: count.toLocaleString('en'), style: 'red' },
  { text: cause, style: 'bold' },
  { text: stage },
  { text: code },
  { text: moment(firstSeen), style: 'dim' },
  { text: moment(lastSeen), style: 'dim' },
  { text: message },
];
