import type { TimelineRecord } from '../timeline.ts';

/** What a record holds, in the order in which it came. */
export const childrenOf = ({ id }: TimelineRecord, records: readonly TimelineRecord[]): readonly TimelineRecord[] =>
  records.filter(({ parent }) => parent === id);

/** From start to end, in ms since 1970; undefined for what never began, or goes on. */
export function spanOf({
  startedAt,
  endedAt,
}: TimelineRecord): { readonly from: number; readonly to: number } | undefined {
  if (startedAt === undefined || endedAt === undefined) return undefined;
  return { from: Date.parse(startedAt), to: Date.parse(endedAt) };
}

/** From the first start to the last end of all records; undefined while nothing has begun and ended. */
export function wholeSpan(
  records: readonly TimelineRecord[],
): { readonly from: number; readonly to: number } | undefined {
  const spans = records.flatMap((record) => spanOf(record) ?? []);
  if (spans.length === 0) return undefined;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}

/** `0.4 s`, `12 s`, `3 min 20 s`, `24 h 0 min`. */
export function lasting(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `2026-03-02 10:00:12 UTC`. */
export const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
