import type { Random } from '../../../../src/training/random.ts';
import type { ModelItem, Write } from './partition-model.ts';

/** What may happen next; writes more often than reads. */
export type Step =
  | { readonly kind: 'write'; readonly write: Write }
  | { readonly kind: 'batch'; readonly writes: readonly Write[] }
  | { readonly kind: 'read'; readonly id: string; readonly known: boolean }
  | { readonly kind: 'query'; readonly least: number; readonly pageSize: number }
  | { readonly kind: 'count' }
  | { readonly kind: 'feed'; readonly pageSize: number };

const ids = Array.from({ length: 12 }, (_, n) => `item ${n}`);

export function randomStep(random: Random, items: ReadonlyMap<string, ModelItem>): Step {
  const dice = random.integer(1, 100);
  if (dice <= 55) return { kind: 'write', write: randomWrite(random, items) };
  if (dice <= 67)
    return {
      kind: 'batch',
      writes: Array.from({ length: random.integer(1, 5) }, () => randomWrite(random, items)),
    };
  if (dice <= 82) return { kind: 'read', id: random.pick(ids), known: random.next() < 0.5 };
  if (dice <= 88) return { kind: 'query', least: random.integer(0, 100), pageSize: random.integer(1, 8) };
  if (dice <= 92) return { kind: 'count' };
  return { kind: 'feed', pageSize: random.integer(1, 6) };
}

function randomWrite(random: Random, items: ReadonlyMap<string, ModelItem>): Write {
  const id = random.pick(ids);
  const n = random.integer(0, 100);
  const type = random.pick(['Create', 'Create', 'Upsert', 'Upsert', 'Replace', 'Patch', 'Patch', 'Delete'] as const);
  if (type === 'Create') return { type, id, n };
  const condition = etagOf(random, items.get(id));
  const fence = condition === undefined ? {} : { ifMatch: condition };
  if (type === 'Delete') return { type, id, ...fence };
  if (type !== 'Patch') return { type, id, n, ...fence };
  return { type, id, by: random.integer(-5, 5), ...fence, ...(random.next() < 0.3 ? { least: 50 } : {}) };
}

/** None, the current one, or an old one. */
function etagOf(random: Random, item: ModelItem | undefined): string | undefined {
  const dice = random.next();
  if (dice < 0.5) return undefined;
  return dice < 0.8 && item ? item.etag : '"00000000-0000-0000-0000-000000000000"';
}
