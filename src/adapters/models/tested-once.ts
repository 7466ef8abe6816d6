import { z } from 'zod';
import type { Manifest } from '../../domain/manifest.ts';
import { exampleRows } from '../../models/example-rows.ts';
import { onnxRuntimeVersion } from '../onnx-runtime.ts';
import { digestOf, type ModelCache } from './model-cache.ts';
import { testLoad, type TestLoadLimits } from './test-load.ts';

/** A note beside the cached files: a test-load passed, and gave these answers to the example rows. */
const Tested = z.array(z.array(z.number()));

/**
 * Test-loads a model version, unless this machine has done that for the same manifest, rows and onnxruntime.
 *
 * @returns onnxruntime's answers to `exampleRows`.
 * @throws AppError as `testLoad` does.
 */
export async function testedOnce(
  cache: ModelCache,
  manifest: Manifest,
  graph: Uint8Array,
  limits?: TestLoadLimits,
): Promise<readonly (readonly number[])[]> {
  const tried = digestOf(JSON.stringify([manifest, exampleRows(manifest), await onnxRuntimeVersion()]));
  const note = await cache.readNote(`${tried}.tested`);
  const known = note === undefined ? undefined : Tested.safeParse(parsed(note)).data;
  if (known) return known;
  const answers = await testLoad(manifest, graph, limits);
  await cache.writeNote(`${tried}.tested`, JSON.stringify(answers));
  return answers;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
