import type { Answer } from '../../domain/prediction.ts';
import type { Row } from '../../domain/row.ts';
import { answer } from '../../pipeline/score.ts';
import type { LoadedModel } from '../../ports.ts';

/** The model's fault, never the caller's. */
export class ScoringFailed extends Error {}

/** What a model answers to each row, in their order. @throws ScoringFailed when it breaks, or answers no probabilities. */
export async function scoreRows(loaded: LoadedModel, rows: readonly Row[]): Promise<Answer[]> {
  const { manifest } = loaded;
  try {
    const probabilities = await loaded.score(rows);
    return rows.map((_, index) => answer(manifest, probabilities[index] ?? []));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ScoringFailed(`Model ${manifest.model} ${manifest.modelVersion} failed: ${reason}`, { cause });
  }
}
