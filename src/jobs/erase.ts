import type { Correction } from '../domain/correction.ts';
import type { Erasure } from '../domain/erasure.ts';
import type { Job } from '../domain/job.ts';
import type { Outbox } from '../domain/outbox.ts';
import type { Prediction } from '../domain/prediction.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { Shadow } from '../domain/shadow.ts';
import type { DocumentItem, Stored, Write } from '../domain/stored.ts';
import { auditOf, type Actor } from './audit.ts';
import { sameRun } from './current.ts';

/** A run that is to be erased, with all that is stored about it. */
export interface ErasableRun {
  readonly run: RunKey;
  readonly items: readonly Stored<DocumentItem>[];
}

/**
 * What an erasure takes: the runs of its life and of those before, never one that began when the name was used again.
 * @returns `undefined` while an event of theirs is still owed to the hub: told first, erased then.
 */
export function toErase(items: readonly Stored<DocumentItem>[], { life }: Erasure): ErasableRun[] | undefined {
  const runs = items.flatMap(({ item }) => (item.type === 'job' && (item.life ?? 1) <= life ? [item] : []));
  const erasable = runs.map((run) => ({ run, items: items.filter(({ item }) => isOf(item, run)) }));
  const owes = ({ item }: Stored<DocumentItem>) => item.type === 'outbox' && item.state === 'unpublished';
  return erasable.some((run) => run.items.some(owes)) ? undefined : erasable;
}

/** Everything stored about a run goes in one batch; that it was there is kept. */
export function eraseRun({ run, items }: ErasableRun, now: Date, actor: Actor): Write[] {
  return [...items.map(({ item, etag }) => ({ erase: item, etag })), { create: auditOf('erase', run, now, actor) }];
}

export const finishErasure = ({ item, etag }: Stored<Erasure>): Write[] => [{ erase: item, etag }];

/** The corrections among what is to be erased: their labelled rows go before them. */
export const correctionsOf = ({ items }: ErasableRun): Correction[] =>
  items.flatMap(({ item }) => (item.type === 'correction' ? [item] : []));

function isOf(item: DocumentItem, run: Job): item is Job | Prediction | Shadow | Outbox | Correction {
  const { type } = item;
  const isMade =
    type === 'job' || type === 'prediction' || type === 'shadow' || type === 'outbox' || type === 'correction';
  return isMade && sameRun(item, run);
}
