import type { Correction } from '../../domain/correction.ts';
import { AppError } from '../../domain/errors.ts';
import type { Prediction } from '../../domain/prediction.ts';
import type { RunKey } from '../../domain/run-key.ts';
import type { DocumentItem, Stored } from '../../domain/stored.ts';
import { correctionId, predictionId } from '../../jobs/identity.ts';
import type { Services } from '../../ports.ts';
import { noSuchDocument } from '../operate.ts';

/** A prediction of a document, and what is known to be right instead. */
export interface Corrigible {
  readonly prediction: Prediction;
  readonly present: Stored<Correction> | undefined;
}

/**
 * What a model said of a document. @param run Absent: of its current run.
 * @throws AppError `not-found`, also when it is deleted.
 */
export async function corrigible(
  services: Services,
  documentId: string,
  model: string,
  run?: RunKey,
): Promise<Corrigible> {
  const items = await readAlive(services, documentId);
  const head = items.flatMap(({ item }) => (item.type === 'head' ? [item] : []))[0];
  if (!head) throw noSuchDocument();
  const key = run ?? head;
  const prediction = items.find(({ item }) => item.id === predictionId(key, model))?.item;
  if (prediction?.type !== 'prediction') {
    const models = items.flatMap(({ item }) =>
      item.type === 'prediction' && item.version === key.version ? [item] : [],
    );
    throw new AppError('not-found', `There is no prediction of model ${model.slice(0, 63)} for this document`, {
      next: models.length === 0 ? 'It has not been scored' : `There is ${models.map((one) => one.model).join(', ')}`,
    });
  }
  return { prediction, present: presentOf(items, key, model) };
}

/** The correction of a version, whatever model version it corrects. */
export const presentOf = (items: readonly Stored<DocumentItem>[], key: Pick<RunKey, 'version'>, model: string) =>
  items.find((stored): stored is Stored<Correction> => stored.item.id === correctionId(key, model));

/** Everything of a document. @throws AppError `not-found` for one that is not there, or deleted. */
export async function readAlive(services: Services, documentId: string): Promise<Stored<DocumentItem>[]> {
  const items = await services.documents.readItems(documentId);
  const head = items.find(({ item }) => item.type === 'head')?.item;
  if (head?.type !== 'head') throw noSuchDocument();
  if (head.state === 'deleted') throw new AppError('not-found', 'The document is deleted');
  return items;
}
