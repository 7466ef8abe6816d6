import { createHash } from 'node:crypto';
import type { Head } from '../domain/head.ts';
import type { DeadCause } from '../domain/operator-view.ts';

/** How many documents stand for a cause. */
const sampleSize = 5;

/** What a dead document died of. */
export function causeOf({ stage, reason }: Pick<Head, 'stage' | 'reason'>) {
  const code = reason?.code ?? 'failed';
  const message = normalised(reason?.message ?? '');
  const cause = createHash('sha256').update([stage, code, message].join('\n')).digest('hex').slice(0, 12);
  return { cause, stage, code, message };
}

/** Dead documents by what they died of, the most frequent first. */
export function causesOf(heads: readonly Head[]): DeadCause[] {
  const groups = Map.groupBy(heads, (head) => causeOf(head).cause);
  return [...groups.values()]
    .flatMap((group) => group.slice(0, 1).map((first) => describe(first, group)))
    .sort((a, b) => b.count - a.count || b.lastSeen.localeCompare(a.lastSeen));
}

function describe(first: Head, group: readonly Head[]): DeadCause {
  const times = group.map(({ endedAt, updatedAt }) => endedAt ?? updatedAt).sort();
  return {
    ...causeOf(first),
    next: first.reason?.next,
    count: group.length,
    firstSeen: times[0] ?? first.updatedAt,
    lastSeen: times.at(-1) ?? first.updatedAt,
    sample: group
      .slice(0, sampleSize)
      .map(({ documentId, name, reason }) => ({ documentId, name, message: reason?.message ?? '' })),
  };
}

/** The message without what differs from document to document: quotations, ids, numbers. */
function normalised(message: string): string {
  return message
    .replace(/"[^"]*"|'[^']*'|“[^”]*”/g, '…')
    .replace(/\b(?:0x[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,}|[a-z2-7]{26})\b/gi, '…')
    .replace(/\d+(?:[.,]\d+)*/g, '…');
}
