import type { Tracked } from '../follow/tracked.ts';

/** How a sample's answer differs from its ground truth; `undefined` when it does not, or when no truth is known. */
export function mismatchOf({ truth, summary, failure }: Tracked): string | undefined {
  if (!truth) return undefined;
  if (failure !== undefined) return `not stored; should be ${truth.state}`;
  const { state = 'unknown', answer, pages } = summary ?? {};
  if (state !== truth.state) return `${state}; should be ${truth.state}`;
  if (truth.type !== undefined && answer?.label !== truth.type)
    return `${answer?.label ?? 'no answer'}; should be ${truth.type}`;
  if (truth.pages !== undefined && pages !== truth.pages)
    return `${String(pages ?? 'no')} pages; should be ${String(truth.pages)}`;
  return undefined;
}
