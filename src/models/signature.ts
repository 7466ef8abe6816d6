import { AppError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { GraphTensor, OnnxGraph } from './onnx-graph.ts';

/** Operators of ONNX itself; everything else is some runtime's own. */
const knownDomains: ReadonlySet<string> = new Set(['', 'ai.onnx', 'ai.onnx.ml']);

/**
 * Checks that a graph is what its manifest says and nothing more, before any of it runs.
 *
 * @throws AppError `invalid` that names the first difference.
 */
export function checkGraph({ model, modelVersion, signature }: Manifest, graph: OnnxGraph): void {
  const refuse = (reason: string) => {
    throw new AppError('invalid', `Model ${model} ${modelVersion} is refused: ${reason}`);
  };
  if (graph.externalData) refuse('its graph keeps weights in other files (external_data)');
  if (graph.functions) refuse('its graph defines functions of its own');
  const unknown = [...graph.domains].filter((domain) => !knownDomains.has(domain));
  if (unknown.length > 0) refuse(`its graph uses operators of ${unknown.join(', ')}`);
  for (const side of ['inputs', 'outputs'] as const) {
    const described = signature[side].map(describe).sort().join('; ');
    const actual = graph[side].map(describe).sort().join('; ');
    if (described !== actual) refuse(`its graph has the ${side} ${actual}; its manifest says ${described}`);
  }
}

/**
 * Checks that docscore can give a model what it reads: tokens of one document in, a probability per label out.
 *
 * @throws AppError `invalid` that names what cannot be served.
 */
export function checkServable({ model, modelVersion, signature }: Manifest): void {
  const inputs = signature.inputs.map(describe).join('; ');
  const outputs = signature.outputs.map(describe).join('; ');
  const wanted = `probabilities float32[1, ${signature.labels.length}]`;
  if (inputs !== 'tokens string[1, *]' || outputs !== wanted) {
    throw new AppError(
      'invalid',
      `Model ${model} ${modelVersion} reads ${inputs} and answers ${outputs}; docscore serves tokens string[1, *] and ${wanted}`,
    );
  }
}

/** Free sizes are alike whatever their names. */
const describe = ({ name, type, shape }: GraphTensor): string =>
  `${name} ${type}[${shape.map((size) => (typeof size === 'number' ? size : '*')).join(', ')}]`;
