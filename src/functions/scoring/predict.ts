import { AppError } from '../../domain/errors.ts';
import type { InstancePrediction } from '../../domain/model-view.ts';
import type { Slot } from '../../domain/rollout.ts';
import type { Row } from '../../domain/row.ts';
import { instanceReader, instancesLimit } from '../../models/instance.ts';
import { tokensOf } from '../../pipeline/preprocess.ts';
import type { Services } from '../../ports.ts';
import { noteServed, type NoteServed } from '../rollout/note-served.ts';
import { explain } from './explain.ts';
import { scoreRows, ScoringFailed } from './score-rows.ts';
import { servingOf, type Choice, type Chosen } from './serving.ts';

/** Instances for a model, as they came. */
export interface PredictAsk extends Choice {
  readonly instances: readonly unknown[];
  /** JSON Pointer of an instance in what came; `/instances/0` and so on where nothing is said. */
  readonly pointerOf?: ((index: number) => string) | undefined;
  readonly explain?: boolean | undefined;
  /** Where the answers of the other slot's version are kept. */
  readonly keep?: NoteServed['keep'];
}

/** What a model version said. */
export interface Answered {
  readonly model: string;
  readonly modelVersion: string;
  readonly slot: Slot;
  readonly generation: number;
  /** In the order of the instances. */
  readonly predictions: readonly InstancePrediction[];
  readonly rows: readonly Row[];
}

/**
 * Scores instances with the version that serves this caller, and counts that. What a candidate fails at or refuses, green answers.
 *
 * @throws AppError `invalid` with `errors` for instances that the manifest does not allow; `not-found` for a model or version
 * that is unknown; `unavailable` while nothing can answer. Error when the model itself fails.
 */
export async function predict(services: Services, ask: PredictAsk): Promise<Answered> {
  requireCount(ask.instances.length);
  const serving = servingOf(services);
  const chosen = await serving.choose(ask);
  try {
    return await answerWith(services, chosen, ask);
  } catch (error) {
    if (chosen.slot === 'green' || ask.modelVersion !== undefined) throw error;
    // A caller knows what green reads, perhaps not what the candidate does: only what green refuses too is the caller's fault.
    const isRefused = error instanceof AppError && error.code === 'invalid';
    if (!isRefused && !(error instanceof ScoringFailed)) throw error;
    const { model, modelVersion } = chosen.loaded.manifest;
    if (!isRefused) ask.log.error({ event: 'model.failed', model, modelVersion, slot: 'blue', error: error.message });
    return answerWith(services, await serving.green(chosen.rollout, ask.log), ask);
  }
}

async function answerWith(services: Services, chosen: Chosen, ask: PredictAsk): Promise<Answered> {
  const { loaded, read, slot, rollout } = chosen;
  const { model, modelVersion, reads } = loaded.manifest;
  if (!reads.instances)
    throw new AppError('invalid', `Model ${model} reads documents, not instances`, { next: 'Upload a document.' });
  const started = performance.now();
  const rows = read(ask.instances, ask.pointerOf);
  const note = (answers: NoteServed['answers'], isFailed?: true) => {
    const latencyMs = performance.now() - started;
    const rowsFor: NoteServed['rowsFor'] = (manifest) => instanceReader(manifest, tokensOf)(ask.instances);
    noteServed(services, { rollout, slot, modelVersion, latencyMs, answers, rowsFor, keep: ask.keep, isFailed });
  };
  try {
    const answers = await scoreRows(loaded, rows);
    note(answers);
    const predictions = ask.explain === true ? explain(loaded, rows, answers) : answers;
    return { model, modelVersion, slot, generation: rollout.generation, predictions, rows };
  } catch (error) {
    if (error instanceof ScoringFailed) note([], true);
    throw error;
  }
}

function requireCount(count: number): void {
  if (count >= 1 && count <= instancesLimit) return;
  const [most, came] = [instancesLimit.toLocaleString('en'), count.toLocaleString('en')];
  const message = `A request has 1 to ${most} instances, not ${came}`;
  throw new AppError('invalid', message, { errors: [{ pointer: '/instances', message }] });
}
