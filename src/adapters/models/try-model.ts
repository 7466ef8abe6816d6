import { AppError } from '../../domain/errors.ts';
import type { Manifest } from '../../domain/manifest.ts';
import type { Row } from '../../domain/row.ts';
import { exampleRows, extremeRows } from '../../models/example-rows.ts';
import { takesBatches } from '../../models/signature.ts';
import { areSame } from './same-answers.ts';
import { openSession, rowsLimit } from './graph-session.ts';

/**
 * Loads a graph and scores example rows with it. To be called in a process that can be killed.
 *
 * @returns onnxruntime's answers to `exampleRows`.
 * @throws AppError `invalid` when the graph does not load, or answers anything but probabilities.
 */
export async function tryModel(manifest: Manifest, graph: Uint8Array): Promise<number[][]> {
  const score = await openSession(manifest, graph);
  const rows = exampleRows(manifest);
  const answers: number[][] = [];
  for (const row of rows) answers.push(...(await score([row])));
  answers.forEach((answer, index) => requireProbabilities(answer, rows[index]));
  if (takesBatches(manifest) && !areSame(await score(rows), answers)) {
    throw new AppError('invalid', 'rows that are scored together get other answers than alone');
  }
  // Only memory and time count here: the parent looks at them. An answer, or an error, is as good as any other.
  const extreme = extremeRows(manifest).map((row) => [row]);
  const many = Array.from({ length: rowsLimit }, (_, index) => rows[index % rows.length] ?? {});
  for (const batch of [...extreme, many]) await score(batch).catch(() => undefined);
  return answers;
}

function requireProbabilities(answer: readonly number[], row: Row | undefined): void {
  const sum = answer.reduce((total, probability) => total + probability, 0);
  if (answer.every((probability) => probability >= -1e-4 && probability <= 1 + 1e-4) && Math.abs(sum - 1) < 1e-3)
    return;
  const shown = JSON.stringify(row, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value));
  throw new AppError('invalid', `it gives [${answer.join(', ')}] for ${shown}, which are no probabilities that make 1`);
}
