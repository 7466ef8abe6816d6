import type { Table } from '../table.ts';

/**
 * Targets and weights of a table for an algorithm that needs a label for every row.
 *
 * @throws Error that names the first row without one, a weight that is none, or a label without rows.
 */
export function labelled({ labels, targets, weights }: Table, algorithm: string) {
  const known = targets.map((target, r) => {
    if (target === undefined) throw new Error(`${algorithm} needs a label for every row; row ${String(r)} has none`);
    return target;
  });
  const empty = labels.filter((_, label) => !known.includes(label));
  if (empty.length > 0) throw new Error(`No row is labelled ${empty.join(', ')}`);
  return { targets: known, weights: weightsOf({ targets, ...(weights && { weights }) }) };
}

/** One per row. @throws Error for one that is not above 0. */
export function weightsOf({ targets, weights }: Pick<Table, 'targets' | 'weights'>): Float64Array {
  const wrong = weights?.findIndex((weight) => !(weight > 0 && weight < Infinity)) ?? -1;
  if (wrong >= 0) throw new Error(`Row ${String(wrong)} has the weight ${String(weights?.[wrong])}`);
  return Float64Array.from(weights ?? targets.map(() => 1));
}
