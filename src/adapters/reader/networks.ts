import { readFile } from 'node:fs/promises';
import { latinAlphabet, type Alphabet } from '../../pipeline/reading/ctc.ts';
import { onnxRuntime } from '../onnx-runtime.ts';
import { weightsPath } from './engine.ts';

/** A network with one input and one output. */
export type Network = (
  values: Float32Array,
  dims: readonly number[],
) => Promise<{ values: Float32Array; dims: readonly number[] }>;

export interface Networks {
  readonly detection: Network;
  readonly recognition: Network;
  readonly direction: Network;
  readonly alphabet: Alphabet;
}

let loaded: Promise<Networks> | undefined;

/** The networks of this process, loaded at first need. */
export function networks(): Promise<Networks> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Networks> {
  const [detection, recognition, direction, dictionary] = await Promise.all([
    network(weightsPath('detection')),
    network(weightsPath('recognition')),
    network(weightsPath('direction')),
    readFile(weightsPath('dictionary'), 'utf8'),
  ]);
  return { detection, recognition, direction, alphabet: latinAlphabet(dictionary) };
}

async function network(path: string): Promise<Network> {
  const { InferenceSession, Tensor } = await onnxRuntime();
  const session = await InferenceSession.create(path, {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    // There are as many reader processes as cores, and a thread that spins while it waits takes another's core.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
    logSeverityLevel: 3,
  });
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return async (values, dims) => {
    const answer = (await session.run({ [input]: new Tensor('float32', values, dims) }))[output];
    if (!(answer?.data instanceof Float32Array)) throw new Error(`${path} does not answer with numbers`);
    return { values: answer.data, dims: answer.dims };
  };
}
