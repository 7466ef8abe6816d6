import type { Manifest, ModelInput } from '../../domain/manifest.ts';
import type { Fitted } from '../fitted.ts';
import { addColumns, columnInput } from './columns.ts';
import type { Draft } from './draft.ts';
import { newDraft } from './draft.ts';
import { addLinear } from './linear.ts';
import type { ModelProto } from './messages.ts';
import { encodeModel } from './messages.ts';
import { addLink } from './link.ts';
import { addTrees } from './trees.ts';
import { addWeighedGrams } from './weighed-grams.ts';

interface ExportedGraph {
  /** The bytes of `model.onnx`: the same for the same model. */
  readonly graph: Uint8Array;
  /** For the manifest; descriptions, allowed values, ranges and what is optional are for the caller to add. */
  readonly inputs: ModelInput[];
  readonly outputs: Manifest['signature']['outputs'];
}

/**
 * Writes what was fitted as an ONNX graph. A text is read as `tokens` string[B, N], rows filled up with ''; columns are read
 * as one input each, [B, 1]. The answer is `probabilities` float32[B, labels].
 *
 * @throws Error that names what does not fit together, or cannot be written.
 */
export function exportGraph(name: string, fitted: Fitted): ExportedGraph {
  return {
    graph: encodeModel(modelOf(name, fitted)),
    inputs: inputsOf(fitted),
    outputs: [{ name: 'probabilities', type: 'float32', shape: ['B', fitted.labels.length] }],
  };
}

/** The graph before it is bytes. @throws Error, see `exportGraph`. */
export function modelOf(name: string, fitted: Fitted): ModelProto {
  if (fitted.labels.length < 2) throw new Error(`A model needs two labels at least, not ${fitted.labels.length}`);
  const draft = newDraft();
  if (fitted.kind === 'text-linear') addText(draft, fitted);
  else addTable(draft, fitted);
  return draft.finish(name, inputsOf(fitted), fitted.labels.length);
}

const inputsOf = (fitted: Fitted): ModelInput[] =>
  fitted.kind === 'text-linear'
    ? [{ name: 'tokens', type: 'string', shape: ['B', 'N'] }]
    : fitted.columns.map(columnInput);

function addText(draft: Draft, fitted: Extract<Fitted, { kind: 'text-linear' }>): void {
  const features = addWeighedGrams(draft, fitted);
  addLink(draft, addLinear(draft, features, fitted.grams.length, fitted), fitted);
}

function addTable(draft: Draft, fitted: Exclude<Fitted, { kind: 'text-linear' }>): void {
  const { features, width } = addColumns(draft, fitted.columns);
  if (fitted.kind === 'trees') addTrees(draft, features, width, fitted);
  else addLink(draft, addLinear(draft, features, width, fitted), fitted);
}
