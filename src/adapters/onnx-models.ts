import { createHash } from 'node:crypto';
import type { ContainerClient } from '@azure/storage-blob';
import type { InferenceSession } from 'onnxruntime-node';
import { preprocessVersion } from '../domain/artifact.ts';
import { AppError } from '../domain/errors.ts';
import { Manifest } from '../domain/manifest.ts';
import { readOnnxGraph } from '../models/onnx-graph.ts';
import { checkGraph, checkServable } from '../models/signature.ts';
import type { ModelRunner } from '../ports.ts';
import { readBlob } from './blob-create-only.ts';
import { onnxRuntime } from './onnx-runtime.ts';

/** The graph's file beside the manifest. */
const graphFile = 'model.onnx';

interface Options {
  /** Preprocess versions whose features the caller has. */
  readonly preprocessVersions?: readonly number[];
}

/**
 * Model versions from container `models`, run by onnxruntime on one thread each.
 * A version never changes, so manifests and sessions are kept for the life of the process.
 */
export function onnxModels(
  registry: ContainerClient,
  { preprocessVersions = [preprocessVersion] }: Options = {},
): ModelRunner {
  const manifests = new Map<string, Promise<Manifest>>();
  const sessions = new Map<string, Promise<InferenceSession>>();
  return {
    manifest(model, modelVersion) {
      const folder = folderOf({ model, modelVersion });
      return keptIn(manifests, folder, () => readManifest(registry, folder, preprocessVersions));
    },
    async run(manifest, { tokens }) {
      const open = keptIn(sessions, folderOf(manifest), () => openSession(registry, manifest));
      const [session, { Tensor }] = await Promise.all([open, onnxRuntime()]);
      const results = await session.run({ tokens: new Tensor('string', [...tokens], [1, tokens.length]) });
      const probabilities = results['probabilities']?.data;
      if (!(probabilities instanceof Float32Array)) {
        throw new AppError('invalid', `Model ${manifest.model} ${manifest.modelVersion} gave no probabilities`);
      }
      return [...probabilities];
    },
  };
}

const folderOf = ({ model, modelVersion }: Pick<Manifest, 'model' | 'modelVersion'>) => `${model}/${modelVersion}`;

async function readManifest(registry: ContainerClient, folder: string, known: readonly number[]): Promise<Manifest> {
  const json = await readBlob(registry, `${folder}/manifest.json`);
  if (!json) throw new AppError('not-found', `There is no model version ${folder} in the registry`);
  const manifest = parseManifest(json.toString(), folder);
  if (!known.includes(manifest.preprocessVersion)) {
    throw new AppError(
      'invalid',
      `Model version ${folder} needs preprocess version ${String(manifest.preprocessVersion)}; this build has ${known.join(', ')}`,
      { next: 'Deploy a build that has it, or train the model again.' },
    );
  }
  checkServable(manifest);
  return manifest;
}

function parseManifest(json: string, folder: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = Manifest.parse(JSON.parse(json));
  } catch (cause) {
    throw new AppError('invalid', `The manifest of ${folder} does not match its schema`, { cause });
  }
  if (folderOf(manifest) === folder) return manifest;
  throw new AppError('invalid', `The manifest in ${folder} describes ${folderOf(manifest)}`);
}

/** Nothing of the file runs before its digest and its signature are right. */
async function openSession(registry: ContainerClient, manifest: Manifest): Promise<InferenceSession> {
  const folder = folderOf(manifest);
  const expected = manifest.files[graphFile];
  if (expected === undefined) throw new AppError('invalid', `The manifest of ${folder} lists no ${graphFile}`);
  const file = await readBlob(registry, `${folder}/${graphFile}`);
  if (!file) throw new AppError('not-found', `Model version ${folder} has no ${graphFile}`);
  if (createHash('sha256').update(file).digest('hex') !== expected) {
    throw new AppError(
      'invalid',
      `${graphFile} of ${folder} is not the file that its manifest names: the SHA-256 differs`,
    );
  }
  checkGraph(manifest, readOnnxGraph(file));
  // Loaded late: a process that never scores is spared 40 MB.
  const { InferenceSession } = await onnxRuntime();
  try {
    // More than one thread makes small graphs slower (measured), and cores are shared with the readers.
    return await InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  } catch (cause) {
    throw new AppError('invalid', `${graphFile} of ${folder} cannot be loaded`, { cause });
  }
}

/** Callers at the same time share one attempt; a failed one is forgotten. */
function keptIn<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const present = kept.get(key);
  if (present) return present;
  const made = make();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}
