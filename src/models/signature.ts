import { AppError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';
import { describe, inputFaults } from './input-rules.ts';
import type { GraphTensor, OnnxGraph } from './onnx-graph.ts';
import { operatorFaults } from './operators.ts';

/** The one output that is read. */
const answers = 'probabilities';

/**
 * Checks that a graph is what its manifest says and nothing more, before any of it runs.
 *
 * @throws AppError `invalid` that names what differs.
 */
export function checkGraph(manifest: Manifest, graph: OnnxGraph): void {
  const { inputs, outputs } = manifest.signature;
  const faults = [
    ...(graph.externalData ? ['its graph keeps weights in other files (external_data)'] : []),
    ...(graph.functions ? ['its graph defines functions of its own'] : []),
    ...operatorFaults(graph),
  ];
  const [described, actual] = [inputs, graph.inputs].map((side) => side.map(shown).sort().join('; '));
  if (described !== actual) faults.push(`its graph has the inputs ${actual || 'none'}; its manifest says ${described}`);
  for (const output of outputs) {
    const found = graph.outputs.find(({ name }) => name === output.name);
    if (!found || !isSuch(found, output)) {
      const all = graph.outputs.map(shown).join('; ');
      faults.push(`its graph has the outputs ${all || 'none'}; its manifest says ${shown(output)}`);
    }
  }
  refuse(manifest, faults);
}

/**
 * Checks that docscore can serve what a manifest describes: give it its inputs, and read a probability per label.
 *
 * @throws AppError `invalid` that names what cannot be served.
 */
export function checkServable(manifest: Manifest): void {
  const { outputs, labels } = manifest.signature;
  const faults = inputFaults(manifest);
  const output = outputs.find(({ name }) => name === answers);
  const [rows, columns] = output?.shape ?? [];
  const fits = output?.type === 'float32' && output.shape.length === 2 && (rows === 1 || typeof rows === 'string');
  if (!output || !fits || columns !== labels.length) {
    const wanted = `${answers} float32[1 or *, ${labels.length}]`;
    faults.push(`it answers ${outputs.map(shown).join('; ')}; docscore reads ${wanted}, one for each label`);
  }
  if (new Set(labels).size !== labels.length) faults.push('a label is there twice');
  if (manifest.files[graphFile] === undefined) faults.push(`its manifest lists no ${graphFile}`);
  refuse(manifest, faults);
}

/** The graph's file beside the manifest. */
export const graphFile = 'model.onnx';

/** Whether many rows go through the graph at once: then the first size of everything that goes in and out is free. */
export const takesBatches = ({ signature: { inputs, outputs } }: Pick<Manifest, 'signature'>): boolean =>
  [...inputs, ...outputs.filter(({ name }) => name === answers)].every(({ shape }) => typeof shape[0] === 'string');

/** How many faults one message names. */
const most = 10;

function refuse({ model, modelVersion }: Manifest, faults: readonly string[]): void {
  if (faults.length === 0) return;
  const more = faults.length > most ? `; and ${faults.length - most} more` : '';
  throw new AppError(
    'invalid',
    `Model ${model} ${modelVersion} is refused: ${faults.slice(0, most).join('; ')}${more}`,
  );
}

const shown = (tensor: GraphTensor): string => `${tensor.name} ${describe(tensor)}`;

/** A size that the graph leaves open is settled by the test-load, which counts the answers. */
const isSuch = (actual: GraphTensor, wanted: GraphTensor): boolean =>
  actual.type === wanted.type &&
  actual.shape.length === wanted.shape.length &&
  actual.shape.every((size, index) => typeof size === 'string' || size === wanted.shape[index]);
