import type { ContainerClient } from '@azure/storage-blob';
import { AppError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { Row } from '../domain/row.ts';
import { byName } from '../models/choose-version.ts';
import { compileGraph } from '../models/evaluators/compile.ts';
import { exampleRows } from '../models/example-rows.ts';
import type { LoadedModel, ModelRegistry, ModelRunner } from '../ports.ts';
import { readBlob } from './blob-create-only.ts';
import { coalesced } from './models/coalesce.ts';
import { answersOf } from './models/compiled-answers.ts';
import { openSession } from './models/graph-session.ts';
import { digestOf, modelCache, type ModelCache } from './models/model-cache.ts';
import { checkFiles, checkManifest, fileLimitBytes, placeOf } from './models/model-version.ts';
import { parseManifest } from './models/parse-manifest.ts';
import { remembered } from './models/remembered.ts';
import { areSame } from './models/same-answers.ts';
import type { TestLoadLimits } from './models/test-load.ts';
import { testedOnce } from './models/tested-once.ts';

interface Options {
  /** Preprocess versions whose features the caller has. */
  readonly preprocessVersions?: readonly number[];
  readonly cache?: ModelCache;
  readonly limits?: TestLoadLimits;
  /** In ms, never goes back. */
  readonly now?: () => number;
}

/** What is kept in memory: more than all that can serve at once (32 a document type, two slots). */
const mostLoaded = 64;
const mostManifests = 1000;
/** How long a version that cannot be loaded is left alone, in ms. */
const failureMs = 5000;

/**
 * Model versions from container `models`. A version never changes: manifests and loaded models are kept in memory, files on disk.
 * Nothing of a file runs in this process before its digest and signature are right and another process has test-loaded it.
 */
export function onnxModels(
  registry: ContainerClient,
  { preprocessVersions, cache = modelCache(), limits, now = () => performance.now() }: Options = {},
): ModelRegistry & ModelRunner {
  const manifestAt = remembered((place) => readManifest(registry, place, preprocessVersions), {
    most: mostManifests,
    failureMs,
    now,
  });
  const loadAt = remembered(async (place) => await load(registry, await manifestAt(place), cache, limits), {
    most: mostLoaded,
    failureMs,
    now,
  });
  return {
    list: (model) => list(registry, model),
    manifest: (model, modelVersion) => manifestAt(placeOf({ model, modelVersion })),
    load: (model, modelVersion) => loadAt(placeOf({ model, modelVersion })),
  };
}

async function load(
  registry: ContainerClient,
  manifest: Manifest,
  cache: ModelCache,
  limits?: TestLoadLimits,
): Promise<LoadedModel> {
  const place = placeOf(manifest);
  const files = new Map<string, Uint8Array>();
  for (const [name, sha256] of Object.entries(manifest.files)) {
    files.set(name, await readFileOf(registry, `${place}/${name}`, sha256, cache));
  }
  const graph = checkFiles(manifest, files, place);
  const answers = await testedOnce(cache, manifest, graph, limits);
  const compiled = compileGraph(manifest, graph);
  // A wrong answer must not be fast: where docscore's own evaluator differs, onnxruntime answers.
  if (!compiled || !areSame(answersOf(compiled, manifest, exampleRows(manifest)), answers)) {
    return { manifest, engine: 'onnxruntime', score: coalesced(await openSession(manifest, graph)) };
  }
  // Nothing to share with other calls: this costs nothing per call.
  // eslint-disable-next-line @typescript-eslint/require-await -- what fails must reject, not throw
  const score = async (rows: readonly Row[]) => answersOf(compiled, manifest, rows);
  const explain = compiled.explain?.bind(compiled);
  return { manifest, engine: 'compiled', score, explain };
}

async function readFileOf(
  registry: ContainerClient,
  name: string,
  sha256: string,
  cache: ModelCache,
): Promise<Uint8Array> {
  const cached = await cache.read(sha256);
  if (cached) return cached;
  const bytes = await readBlob(registry, name, fileLimitBytes);
  if (!bytes) throw new AppError('invalid', `The registry has no ${name}, which its manifest lists`);
  // What is not the file that the manifest names is refused by the check of all files.
  if (digestOf(bytes) === sha256) await cache.write(sha256, bytes);
  return bytes;
}

async function list(registry: ContainerClient, model?: string): Promise<{ model: string; modelVersion: string }[]> {
  const found: { model: string; modelVersion: string }[] = [];
  for await (const { name } of registry.listBlobsFlat(model === undefined ? {} : { prefix: `${model}/` })) {
    const [, of, modelVersion] = /^([^/]+)\/([^/]+)\/manifest\.json$/.exec(name) ?? [];
    if (of !== undefined && modelVersion !== undefined) found.push({ model: of, modelVersion });
  }
  return found.sort(byName);
}

async function readManifest(registry: ContainerClient, place: string, known?: readonly number[]): Promise<Manifest> {
  const json = await readBlob(registry, `${place}/manifest.json`, fileLimitBytes);
  if (!json) throw new AppError('not-found', `There is no model version ${place} in the registry`);
  const manifest = parseManifest(json.toString(), `The manifest of ${place}`);
  if (placeOf(manifest) !== place)
    throw new AppError('invalid', `The manifest in ${place} describes ${placeOf(manifest)}`);
  checkManifest(manifest, known);
  return manifest;
}
