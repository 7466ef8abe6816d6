import { plural } from '../screen/format.ts';
import { endOf, type Tracked } from './tracked.ts';

type Kind = 'scored' | 'rejected' | 'kept' | 'dead' | 'other' | 'failed' | 'open';

/** How many ended in which way. Each document counts once; one that was there before counts as kept, unless it is dead. */
export type Outcome = Readonly<Record<Kind, number>>;

export function outcomeOf(board: readonly Tracked[]): Outcome {
  const outcome: Record<Kind, number> = { scored: 0, rejected: 0, kept: 0, dead: 0, other: 0, failed: 0, open: 0 };
  for (const tracked of board) outcome[kindOf(tracked)] += 1;
  return outcome;
}

/** `12 scored, 2 rejected, 0 kept, 0 dead`; what does not happen every day is named only when it did. */
export function outcomeText({ scored, rejected, kept, dead, other, failed, open }: Outcome): string {
  const rare = [
    ...(other > 0 ? [`${String(other)} superseded, cancelled or deleted`] : []),
    ...(failed > 0 ? [`${String(failed)} not stored`] : []),
    ...(open > 0 ? [`${plural(open, 'document')} still on the way`] : []),
  ];
  return [
    `${String(scored)} scored`,
    `${String(rejected)} rejected`,
    `${String(kept)} kept`,
    `${String(dead)} dead`,
    ...rare,
  ].join(', ');
}

function kindOf(tracked: Tracked): Kind {
  if (tracked.failure !== undefined) return 'failed';
  const end = endOf(tracked);
  if (end === undefined) return 'open';
  if (end === 'dead') return 'dead';
  if (end !== 'scored' && end !== 'rejected') return 'other';
  return tracked.kept ? 'kept' : end;
}
