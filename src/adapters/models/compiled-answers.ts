import type { Manifest } from '../../domain/manifest.ts';
import type { Row } from '../../domain/row.ts';
import type { Evaluator } from '../../models/evaluators/evaluator.ts';

/** An evaluator's answers, a list of probabilities for each row. */
export function answersOf(evaluator: Evaluator, { signature }: Manifest, rows: readonly Row[]): number[][] {
  const values = evaluator.score(rows);
  const count = signature.labels.length;
  return rows.map((_, row) => {
    const answer = new Array<number>(count);
    for (let label = 0; label < count; label += 1) answer[label] = values[row * count + label] ?? NaN;
    return answer;
  });
}
