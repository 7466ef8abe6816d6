import type { Manifest, ModelInput } from '../../domain/manifest.ts';
import { fit, readParameters } from '../algorithms/fit.ts';
import { exportGraph } from '../onnx/export.ts';
import type { Table } from '../table.ts';
import type { Parameters } from '../models/recipe.ts';
import type { Prepared } from './prepare.ts';

export interface Method {
  readonly model: string;
  readonly algorithm: string;
  readonly parameters: Parameters;
  readonly seed: number;
}

export interface TrainedGraph {
  /** The bytes of `model.onnx`. */
  readonly graph: Uint8Array;
  readonly inputs: readonly ModelInput[];
  readonly outputs: Manifest['signature']['outputs'];
  /** Those given, and the algorithm's defaults. */
  readonly parameters: Parameters;
}

/** Trains and writes the graph: the same bytes for the same rows. @throws Error for an unknown algorithm or parameter. */
export function trainGraph(prepared: Prepared, { model, algorithm, parameters, seed }: Method): TrainedGraph {
  const table = tableOf(prepared);
  const { graph, inputs, outputs } = exportGraph(model, fit(algorithm, table, parameters, seed));
  return {
    // A Buffer would be stored as another kind of object.
    graph: Uint8Array.from(graph),
    inputs: inputs.map((input) => ({ ...input, ...allowedIn(prepared, input.name) })),
    outputs,
    parameters: readParameters(algorithm, table, parameters),
  };
}

/** The training rows as fitters read them. */
export function tableOf({ labels, columns, training }: Prepared): Table {
  return {
    labels,
    columns: columns.map(({ name, type, values }) => ({ name, type, ...(values && { values }) })),
    rows: training.map(({ row }) => row),
    targets: training.map(({ truth }) => truth ?? undefined),
    ...(training.some(({ weight }) => weight !== 1) && { weights: training.map(({ weight }) => weight) }),
  };
}

/** What the manifest says of a named value beside its type. */
function allowedIn({ columns }: Prepared, input: string): Partial<ModelInput> {
  const { description, values, minimum, maximum, optional } = columns.find(({ name }) => name === input) ?? {};
  return {
    ...(description !== undefined && { description }),
    ...(values && { values: [...values] }),
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(optional && { optional }),
  };
}
