import { features } from '../../domain/artifact.ts';
import { AppError } from '../../domain/errors.ts';
import type { Head } from '../../domain/head.ts';
import { documentTypeModel } from '../../domain/manifest.ts';
import type { ModelReplay, ReplayedChange } from '../../domain/replay-view.ts';
import type { Prediction } from '../../domain/prediction.ts';
import { answer, modelsFor, rowOf } from '../../pipeline/score.ts';
import type { LoadedModel, Services } from '../../ports.ts';
import { settleAll } from '../settle-all.ts';

/** Documents that are read at once. */
const atOnce = 8;

interface Ask {
  readonly model: string;
  readonly modelVersion: string;
  readonly since?: string | undefined;
  readonly limit: number;
  readonly next?: string | undefined;
}

/**
 * One page of scored documents, latest first, as this version would answer them. Reads stored features only: no OCR, no write.
 * @throws AppError `not-found`, `invalid` for a version that is not there or cannot be loaded.
 */
export async function replayPage(
  services: Services,
  { model, modelVersion, since, limit, next }: Ask,
): Promise<ModelReplay> {
  const loaded = await services.models.load(model, modelVersion);
  const page = await services.documents.listHeads({ state: 'scored' }, { limit, next });
  const heads = page.items.filter(({ updatedAt }) => since === undefined || updatedAt >= since);
  const isLast = heads.length < page.items.length;
  const results = new Map<Head, Result>();
  await settleAll(heads, atOnce, async (head) => results.set(head, await replayOne(services, loaded, head)));
  const inOrder = heads.flatMap((head) => results.get(head) ?? []);
  return {
    ...{ model, modelVersion },
    scored: inOrder.filter(({ is }) => is === 'same' || is === 'changed').length,
    skipped: inOrder.filter(({ is }) => is === 'skipped').length,
    changed: inOrder.flatMap((result) => (result.is === 'changed' ? [result.change] : [])),
    ...(!isLast && page.next !== undefined && { next: page.next }),
  };
}

type Result =
  { readonly is: 'same' | 'skipped' | 'not-read' } | { readonly is: 'changed'; readonly change: ReplayedChange };

async function replayOne(services: Services, loaded: LoadedModel, head: Head): Promise<Result> {
  const { model } = loaded.manifest;
  const { predictions } = await services.documents.readHistory(head.documentId);
  const mine = predictions.filter(({ version, run }) => version === head.version && run === head.run);
  const before = mine.find((one) => one.model === model);
  if (!before && !reads(loaded, mine)) return { is: 'not-read' };
  const read = await services.artifacts.read(features, head).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  });
  if (!read) return { is: 'skipped' };
  const [probabilities = []] = await loaded.score([rowOf(loaded.manifest, read)]);
  const { label, confidence } = answer(loaded.manifest, probabilities);
  if (before?.label === label) return { is: 'same' };
  const { documentId, name } = head;
  return {
    is: 'changed',
    change: { documentId, name, before: before && saidBefore(before), after: { label, confidence } },
  };
}

const saidBefore = ({ modelVersion, label, confidence }: Prediction) => ({ modelVersion, label, confidence });

/** Whether documents of the type that this one was found to be are read by the version. */
function reads({ manifest }: LoadedModel, predictions: readonly Prediction[]): boolean {
  const type = predictions.find(({ model }) => model === documentTypeModel);
  return manifest.model === documentTypeModel || (type !== undefined && modelsFor(type.label, [manifest]).length > 0);
}
