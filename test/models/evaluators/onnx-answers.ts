import type { Tensor } from 'onnxruntime-node';
import { onnxRuntime } from '../../../src/adapters/onnx-runtime.ts';
import type { ModelInput } from '../../../src/domain/manifest.ts';
import type { Row } from '../../../src/domain/row.ts';

/** Scores rows with onnxruntime in one run, on one thread as services do. @returns rows × labels */
export async function openOnnx(
  graph: Uint8Array,
  inputs: readonly ModelInput[],
): Promise<(rows: readonly Row[]) => Promise<Float32Array>> {
  const { InferenceSession, Tensor } = await onnxRuntime();
  const session = await InferenceSession.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return async (rows) => {
    const feeds: Record<string, Tensor> = {};
    for (const { name, type } of inputs) feeds[name] = tensorOf(Tensor, name, type, rows);
    const { probabilities } = await session.run(feeds, ['probabilities']);
    if (!(probabilities?.data instanceof Float32Array)) throw new Error('No probabilities');
    return probabilities.data;
  };
}

function tensorOf(Make: typeof Tensor, name: string, type: ModelInput['type'], rows: readonly Row[]): Tensor {
  const values = rows.map((row) => row[name]);
  if (name === 'tokens') {
    const lines = values as string[][];
    // A tensor without elements is refused: at least one place.
    const width = Math.max(1, ...lines.map((tokens) => tokens.length));
    const filled = lines.flatMap((tokens) => [...tokens, ...Array<string>(width - tokens.length).fill('')]);
    return new Make('string', filled, [rows.length, width]);
  }
  const shape = [rows.length, 1];
  if (type === 'string') return new Make('string', values as string[], shape);
  if (type === 'int64') return new Make('int64', BigInt64Array.from(values as number[], BigInt), shape);
  return new Make('float32', Float32Array.from(values as number[]), shape);
}
