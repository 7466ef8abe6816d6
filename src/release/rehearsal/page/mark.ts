import type { TimelineRecord } from '../timeline.ts';
import { type Html, markup } from './html.ts';

/** How a record's state is shown: a sign and a word, and the colour that goes with them. */
export interface Mark {
  readonly sign: string;
  readonly word: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'off' | 'busy';
}

const marks = {
  Succeeded: { sign: '✓', word: 'Succeeded', tone: 'good' },
  SucceededWithIssues: { sign: '!', word: 'With issues', tone: 'warn' },
  Failed: { sign: '✗', word: 'Failed', tone: 'bad' },
  Canceled: { sign: '■', word: 'Canceled', tone: 'warn' },
  Skipped: { sign: '–', word: 'Skipped', tone: 'off' },
  pending: { sign: '·', word: 'Not begun', tone: 'off' },
  waiting: { sign: '…', word: 'Waits', tone: 'busy' },
  running: { sign: '▶', word: 'Runs', tone: 'busy' },
} as const satisfies Record<string, Mark>;

/** @param inside What a stage holds: a check that did not pass says more than the stage's own result. */
export function markOf({ state, result }: TimelineRecord, inside: readonly TimelineRecord[] = []): Mark {
  const own: Mark = state === 'completed' ? marks[result ?? 'Skipped'] : marks[state];
  const refused = inside.find((one) => one.kind === 'check' && one.result === 'Failed');
  return refused ? { sign: '⊘', word: refused.name === 'approval' ? 'Not approved' : 'Not let in', tone: 'bad' } : own;
}

/** The sign in its colour, with the word for who cannot see it. */
export const signOf = ({ sign, word, tone }: Mark): Html =>
  markup`<span class="sign ${tone}" role="img" aria-label="${word}" title="${word}">${sign}</span>`;
