import type { InferenceSession } from 'onnxruntime-node';
import { AppError } from '../../domain/errors.ts';
import type { Manifest } from '../../domain/manifest.ts';
import type { Row } from '../../domain/row.ts';
import { takesBatches } from '../../models/signature.ts';
import { onnxRuntime } from '../onnx-runtime.ts';
import { feedsOf, tokensIn, type TensorOf } from './feeds.ts';

/** Rows in, a probability per label for each of them out. */
export type ScoreRows = (rows: readonly Row[]) => Promise<number[][]>;

/** Of one run of the graph: what is between its input and its output may have a number per row and word of the vocabulary. */
export const rowsLimit = 128;
/** Of one run. Rows are filled up to the longest one: without a bound one long document makes a batch large. */
const cellsLimit = 65_536;

/**
 * Opens a graph in onnxruntime. Many rows go through it at once where it takes batches, else one after the other.
 *
 * @throws AppError `invalid` when onnxruntime cannot load it.
 */
export async function openSession(manifest: Manifest, graph: Uint8Array): Promise<ScoreRows> {
  // Loaded late: a process that never scores with it is spared 40 MB.
  const { InferenceSession, Tensor } = await onnxRuntime();
  const session = await createSession(InferenceSession, manifest, graph);
  const isBatched = takesBatches(manifest);
  return async (rows) => {
    const answers: number[][] = [];
    for (const part of isBatched ? parts(rows) : rows.map((row) => [row]))
      answers.push(...(await runOnce(manifest, session, part, Tensor)));
    return answers;
  };
}

async function createSession(
  sessions: typeof InferenceSession,
  manifest: Manifest,
  graph: Uint8Array,
): Promise<InferenceSession> {
  try {
    // More than one thread makes small graphs slower (measured), and cores are shared with the readers.
    return await sessions.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 });
  } catch (cause) {
    throw new AppError('invalid', `The graph of ${nameOf(manifest)} cannot be loaded: ${messageOf(cause)}`, { cause });
  }
}

async function runOnce(
  manifest: Manifest,
  session: InferenceSession,
  rows: readonly Row[],
  tensorOf: TensorOf,
): Promise<number[][]> {
  const { inputs, labels } = manifest.signature;
  const feeds = feedsOf(inputs, rows, tensorOf);
  const { probabilities } = await run(manifest, session, feeds);
  const values = probabilities?.data;
  if (!(values instanceof Float32Array) || values.length !== rows.length * labels.length) {
    const gave = values ? `${probabilities.type}[${probabilities.dims.join(', ')}]` : 'none';
    throw new AppError(
      'invalid',
      `Model ${nameOf(manifest)} gave as probabilities ${gave}, not float32[${rows.length}, ${labels.length}]`,
    );
  }
  return rows.map((_, row) => [...values.subarray(row * labels.length, (row + 1) * labels.length)]);
}

async function run(
  manifest: Manifest,
  session: InferenceSession,
  feeds: InferenceSession.FeedsType,
): Promise<InferenceSession.ReturnType> {
  try {
    return await session.run(feeds, ['probabilities']);
  } catch (cause) {
    throw new AppError('invalid', `The graph of ${nameOf(manifest)} failed: ${messageOf(cause)}`, { cause });
  }
}

/** Neighbours that go through the graph together. */
function* parts(rows: readonly Row[]): Generator<readonly Row[]> {
  let [first, longest] = [0, 1];
  for (const [index, row] of rows.entries()) {
    const length = 'tokens' in row ? tokensIn(row).length : 1;
    const count = index - first;
    if (count === rowsLimit || (count > 0 && Math.max(longest, length) * (count + 1) > cellsLimit)) {
      yield rows.slice(first, index);
      [first, longest] = [index, 1];
    }
    longest = Math.max(longest, length);
  }
  if (first < rows.length) yield rows.slice(first);
}

const nameOf = ({ model, modelVersion }: Manifest) => `${model} ${modelVersion}`;
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
