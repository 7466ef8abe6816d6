import { z } from 'zod';
import type { Dataset, Example } from './dataset.ts';
import { overruledBy } from './overruled.ts';

/** One right answer that a person gave. What else is kept about it does not matter here. */
const Correction = z.object({
  id: z.string().min(1),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  label: z.string().min(1),
  /** What the model had answered. */
  predicted: z.string().optional(),
});

/** Reads NDJSON: one correction per line; of two with one id the later counts. @throws Error that names the line. */
export function readCorrections(text: string): Example[] {
  const byId = new Map<string, Example>();
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const { id, row, label, predicted } = parse(line, index + 1);
    byId.delete(id);
    byId.set(id, { id, values: row, label, isConfirmed: label === predicted });
  });
  // In the order of their ids: whoever listed them, the model is the same.
  return [...byId.values()].sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
}

function parse(line: string, number: number): z.infer<typeof Correction> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new Error(`Line ${number} of the corrections is not JSON`, { cause });
  }
  const { success, data, error } = Correction.safeParse(value);
  if (success) return data;
  throw new Error(`Line ${number} of the corrections: ${z.prettifyError(error)}`);
}

/**
 * The examples that no correction overrules, and the corrections, for training.
 *
 * @throws Error that names the correction with an unknown label, a missing value or one that is not allowed.
 */
export function addCorrections(dataset: Dataset, corrections: readonly Example[]): readonly Example[] {
  for (const correction of corrections) checkFits(dataset, correction);
  const isOverruled = overruledBy(dataset, corrections);
  const trimmed = corrections.map((one) => ({ ...one, values: pick(dataset, one.values), part: 'training' as const }));
  return [...dataset.examples.filter((example) => !isOverruled(example)), ...trimmed];
}

function checkFits({ kind, labels, columns }: Dataset, { id, values, label }: Example): void {
  const refuse = (reason: string) => {
    throw new Error(`Correction ${id ?? ''}: ${reason}`);
  };
  if (label === null || !labels.includes(label)) {
    refuse(`the model does not answer "${label ?? ''}"; it answers ${labels.join(', ')}`);
  }
  if (kind === 'text' && typeof values['text'] !== 'string') refuse('it has no text');
  for (const { name, type, values: allowed, optional } of columns) {
    const value = values[name] ?? null;
    if (value === null ? optional !== true : typeof value !== (type === 'string' ? 'string' : 'number')) {
      refuse(`${name} must be a ${type}`);
    }
    if (typeof value === 'string' && allowed && !allowed.includes(value)) {
      refuse(`${name} must be one of ${allowed.join(', ')}`);
    }
  }
}

/** What the model reads, in one order. */
const pick = ({ kind, columns }: Dataset, values: Example['values']): Example['values'] =>
  kind === 'text'
    ? { text: values['text'] ?? '' }
    : Object.fromEntries(columns.map(({ name }) => [name, values[name] ?? null]));
