import type { z } from 'zod';
import { AppError } from '../../../../domain/errors.ts';
import type { Manifest } from '../../../../domain/manifest.ts';
import { fieldsOf } from '../../../../models/fields.ts';
import type { Services } from '../../../../ports.ts';
import { logOf } from '../../../log.ts';
import { servingOf, type Choice, type Chosen } from '../../../scoring/serving.ts';
import { versionAskOf } from './infer.ts';
import { onInference } from './on-inference.ts';
import type { ModelMetadata, ModelReady, ServerLive, ServerMetadata, ServerReady } from './protocol.ts';
import { datatypes } from './tensors.ts';

/** `GET /v2` */
export const serverMetadata = (services: Services) =>
  onInference(services, () => {
    const jsonBody = { name: 'docscore', version: services.build.version, extensions: [] };
    return Promise.resolve({ jsonBody: jsonBody satisfies z.infer<typeof ServerMetadata> });
  });

/** `GET /v2/health/live` */
export const serverLive = (services: Services) =>
  onInference(services, () => Promise.resolve({ jsonBody: { live: true } satisfies z.infer<typeof ServerLive> }));

/** `GET /v2/health/ready`: 200 when every model that is rolled out can answer, else 503. */
export const serverReady = (services: Services) =>
  onInference(services, async (_request, context) => {
    const log = logOf(context);
    const rollouts = await servingOf(services).rollouts(log);
    const each = await Promise.all(rollouts.map(({ model }) => isReady(services, { model, log })));
    const ready = each.length > 0 && each.every(Boolean);
    return { status: ready ? 200 : 503, jsonBody: { ready } satisfies z.infer<typeof ServerReady> };
  });

/** `GET /v2/models/{model}[/versions/{modelVersion}]/ready`: 200 when it can answer, 503 when not now. */
export const modelReady = (services: Services) =>
  onInference(services, async (request, context) => {
    const ask = versionAskOf(request, context);
    const ready = await isReady(services, ask);
    return { status: ready ? 200 : 503, jsonBody: { name: ask.model, ready } satisfies z.infer<typeof ModelReady> };
  });

async function isReady(services: Services, choice: Choice): Promise<boolean> {
  try {
    await servingOf(services).choose(choice);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return false;
    throw error;
  }
}

/** `GET /v2/models/{model}[/versions/{modelVersion}]` */
export const modelMetadata = (services: Services) =>
  onInference(services, async (request, context) => ({
    jsonBody: metadataOf(await servingOf(services).choose(versionAskOf(request, context))),
  }));

function metadataOf({ loaded: { manifest, engine }, rollout: { green, blue } }: Chosen): ModelMetadata {
  return {
    name: manifest.model,
    versions: [green.modelVersion, ...(blue ? [blue.modelVersion] : [])],
    platform: engine === 'onnxruntime' ? 'onnxruntime_onnx' : 'docscore_compiled',
    inputs: fieldsOf(manifest).map(({ name, type }) => ({ name, datatype: datatypes[type], shape: [-1, 1] })),
    outputs: outputsOf(manifest),
  };
}

const outputsOf = ({ signature }: Manifest): ModelMetadata['outputs'] => [
  { name: 'probabilities', datatype: 'FP32', shape: [-1, signature.labels.length] },
  { name: 'label', datatype: 'BYTES', shape: [-1, 1] },
];
