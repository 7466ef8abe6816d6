import { features as featuresArtifact } from '../../domain/artifact.ts';
import { AppError } from '../../domain/errors.ts';
import type { Features } from '../../domain/features.ts';
import { documentTypeModel } from '../../domain/manifest.ts';
import type { ModelAnswer } from '../../domain/prediction.ts';
import type { DocumentRequest } from '../../domain/request.ts';
import type { RunKey } from '../../domain/run-key.ts';
import { hasEnded } from '../../jobs/current.ts';
import type { RequestAnswer } from '../../jobs/request.ts';
import { modelsFor, rowOf } from '../../pipeline/score.ts';
import type { Logger, Services } from '../../ports.ts';
import { noteServed } from '../rollout/note-served.ts';
import { scoreRows } from '../scoring/score-rows.ts';
import { servingOf } from '../scoring/serving.ts';

/**
 * Scores a document's stored features, without any OCR: with one model, or with those that read it.
 * @throws AppError `not-found` with a pointer; `conflict` while the document is being read; `invalid` for a model that reads none.
 */
export async function scoreStored(services: Services, request: DocumentRequest, log: Logger): Promise<RequestAnswer> {
  const features = await readFeatures(services, request.document);
  const { documentId, version, run } = features;
  const ask = (model: string) => askOne(services, model, features, log);
  const document = { documentId, version, run };
  if (request.model !== undefined) return { document, predictions: [await ask(request.model)] };
  const type = await ask(documentTypeModel);
  const rollouts = await servingOf(services).rollouts(log);
  const manifests = await Promise.all(
    rollouts.map(({ model, green }) => services.registry.manifest(model, green.modelVersion)),
  );
  const readers = modelsFor(type.label, manifests).map(({ model }) => model);
  return { document, predictions: [type, ...(await Promise.all(readers.map(ask)))] };
}

async function askOne(services: Services, model: string, features: Features, log: Logger): Promise<ModelAnswer> {
  const started = services.now().getTime();
  const { loaded, slot, rollout } = await servingOf(services).choose({ model, stickyKey: features.documentId, log });
  const { manifest } = loaded;
  const { modelVersion } = manifest;
  if (manifest.reads.documents.length === 0)
    throw wrong('invalid', '/model', `Model ${model} reads no documents; send instances`);
  const [said] = await scoreRows(loaded, [rowOf(manifest, features)]);
  if (!said) throw new Error(`Model ${model} ${modelVersion} answered nothing`);
  noteServed(services, {
    ...{ rollout, slot, modelVersion, answers: [said], latencyMs: services.now().getTime() - started },
    rowsFor: (other) => [rowOf(other, features)],
  });
  return { model, modelVersion, slot, ...said };
}

/** Of the run that is named, or of the current one. */
async function readFeatures(services: Services, { documentId, version, run }: DocumentRequest['document']) {
  const head = (await services.documents.readHead(documentId))?.item;
  if (!head || head.state === 'deleted')
    throw wrong('not-found', '/document/documentId', `There is no document ${documentId}`);
  const key: RunKey = {
    documentId,
    version: version ?? head.version,
    run: run ?? (version === undefined ? head.run : 1),
  };
  try {
    return await services.artifacts.read(featuresArtifact, key);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    if (key.version === head.version && key.run === head.run && !hasEnded(head.state))
      throw new AppError('conflict', 'The document has not been read yet', { cause: error });
    throw wrong('not-found', '/document', `Run ${String(key.run)} of version ${key.version} has no features`);
  }
}

const wrong = (code: 'invalid' | 'not-found', pointer: string, message: string) =>
  new AppError(code, message, { errors: [{ pointer, message }] });
