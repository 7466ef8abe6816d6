import type { Value } from '../onnx/value.ts';
import type { ColumnPart } from './column-reader.ts';
import { columnReader } from './column-reader.ts';
import type { FeatureReader } from './evaluator.ts';
import { floatsIn, textsIn } from './lists.ts';

/** Columns side by side; those of `OneHotEncoder` have an axis between rows and categories until they are flattened. */
interface Block {
  readonly parts: readonly ColumnPart[];
  readonly hasMiddleAxis: boolean;
}

/** Columns that double at every `Concat` would fill the memory. */
const columnLimit = 10_000;

/**
 * Recognises inputs [B, 1] side by side: categories one-hot; numbers with NaN filled in, then scaled, or as they are. In the
 * order in which `training/onnx/` writes that, or `skl2onnx` for a ColumnTransformer.
 */
export function columnsOf(features: Value): FeatureReader | undefined {
  const block = blockOf(features);
  const isWhole =
    block && !block.hasMiddleAxis && block.parts.every(({ type, categories }) => type !== 'string' || categories);
  return isWhole ? columnReader(block.parts) : undefined;
}

function blockOf(value: Value): Block | undefined {
  return (
    inputOf(value) ??
    oneHot(value) ??
    joined(value) ??
    flattened(value) ??
    cast(value) ??
    filled(value) ??
    scaled(value)
  );
}

function inputOf({ input }: Value): Block | undefined {
  if (input?.shape.length !== 2 || input.shape[1] !== 1) return undefined;
  const { name, type } = input;
  if (type !== 'string' && type !== 'float32' && type !== 'int64') return undefined;
  return { parts: [{ name, type }], hasMiddleAxis: false };
}

function oneHot(value: Value): Block | undefined {
  const found = value.parametersOf('ai.onnx.ml.OneHotEncoder', { names: ['cats_strings', 'zeros'], inputs: 1 });
  const [part, ...others] = (found?.inputs[0] && inputOf(found.inputs[0]))?.parts ?? [];
  const categories = textsIn(found?.attributes.get('cats_strings'));
  // Without zeros an unknown category is an error, not a row of zeros.
  const isSure =
    found?.attributes.get('zeros') === 1 && categories.length > 0 && new Set(categories).size === categories.length;
  if (!isSure || part?.type !== 'string' || others.length > 0) return undefined;
  return { parts: [{ ...part, categories }], hasMiddleAxis: true };
}

function joined(value: Value): Block | undefined {
  const found = value.parametersOf('Concat', { names: ['axis'] });
  const blocks = found?.inputs.map(blockOf) ?? [];
  const [first] = blocks;
  if (!first || !blocks.every((block) => block?.hasMiddleAxis === first.hasMiddleAxis)) return undefined;
  const axis = found?.attributes.get('axis');
  const isLast = axis === -1 || axis === (first.hasMiddleAxis ? 2 : 1);
  const parts = blocks.flatMap((block) => block?.parts ?? []);
  return isLast && parts.length <= columnLimit ? { ...first, parts } : undefined;
}

/** [B, 1, n] → [B, n]; -1 and n are what `skl2onnx` writes. */
function flattened(value: Value): Block | undefined {
  const [flat] = value.madeBy('Flatten', 1, { axis: 1 }) ?? [];
  const [shaped, shape] = value.madeBy('Reshape', 2) ?? [];
  const block = (flat ?? shaped) && blockOf(flat ?? (shaped as Value));
  if (!block) return undefined;
  const [rows, width] = shape?.integers() ?? [];
  return flat || (rows === -1 && width === widthOf(block) && shape?.integers()?.length === 2)
    ? { ...block, hasMiddleAxis: false }
    : undefined;
}

/** To float32: what `inputOf` and `oneHot` read is that already. */
function cast(value: Value): Block | undefined {
  const [number] = value.madeBy('Cast', 1, { to: 1 }) ?? [];
  const block = number && blockOf(number);
  return block?.parts.some(({ type, categories }) => type === 'string' && !categories) ? undefined : block;
}

function filled(value: Value): Block | undefined {
  const names = ['imputed_value_floats', 'replaced_value_float'];
  const found = value.parametersOf('ai.onnx.ml.Imputer', { names, inputs: 1 });
  if (!Number.isNaN(found?.attributes.get('replaced_value_float'))) return undefined;
  const filling = floatsIn(found?.attributes.get('imputed_value_floats'));
  return changed(found?.inputs[0], filling.length, (part, at) => {
    if (part.categories) return part;
    return part.filling === undefined && !part.scaling ? { ...part, filling: filling[at] ?? NaN } : undefined;
  });
}

function scaled(value: Value): Block | undefined {
  const found = value.parametersOf('ai.onnx.ml.Scaler', { names: ['offset', 'scale'], inputs: 1 });
  const offset = floatsIn(found?.attributes.get('offset'));
  const scale = floatsIn(found?.attributes.get('scale'));
  if (offset.length !== scale.length) return undefined;
  return changed(found?.inputs[0], scale.length, (part, at) => {
    const size = part.categories?.length;
    // 0 and 1 of categories must stay what they are.
    if (size) {
      const isKept =
        offset.subarray(at, at + size).every((each) => each === 0) &&
        scale.subarray(at, at + size).every((each) => each === 1);
      return isKept ? part : undefined;
    }
    return part.scaling ? undefined : { ...part, scaling: { offset: offset[at] ?? NaN, scale: scale[at] ?? NaN } };
  });
}

/** Every part of a block changed, given the number of its first feature; `undefined` when one cannot be. */
function changed(
  value: Value | undefined,
  width: number,
  change: (part: ColumnPart, at: number) => ColumnPart | undefined,
): Block | undefined {
  const block = value && blockOf(value);
  if (!block || block.hasMiddleAxis || widthOf(block) !== width) return undefined;
  let at = 0;
  const parts: ColumnPart[] = [];
  for (const part of block.parts) {
    const next = change(part, at);
    if (!next) return undefined;
    parts.push(next);
    at += part.categories?.length ?? 1;
  }
  return { ...block, parts };
}

const widthOf = ({ parts }: Block): number => parts.reduce((sum, { categories }) => sum + (categories?.length ?? 1), 0);
