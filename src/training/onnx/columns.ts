import type { ModelInput } from '../../domain/manifest.ts';
import type { Column } from '../fitted.ts';
import type { Draft } from './draft.ts';
import { elementType } from './messages.ts';

export const columnInput = ({ name, type }: Column): ModelInput => ({ name, type, shape: ['B', 1] });

/** @returns `features` float32[B, width]: the columns side by side, missing numbers filled in, numbers scaled. */
export function addColumns(draft: Draft, columns: readonly Column[]): { features: string; width: number } {
  if (columns.length === 0) throw new Error('There is no column');
  columns.forEach(check);
  const parts = columns.map((column) => addColumn(draft, column));
  const joined = draft.add('Concat', parts, 'columns', { axis: 1 });
  return {
    features: addScaler(draft, addImputer(draft, joined, columns), columns),
    width: columns.flatMap(each).length,
  };
}

/** An empty place for each feature of a column. */
const each = ({ categories }: Column): null[] => Array<null>(categories?.length ?? 1).fill(null);

function check({ name, type, categories, mean, scale, missing }: Column, at: number, all: readonly Column[]): void {
  const refuse = (why: string) => {
    throw new Error(`Column ${name}: ${why}`);
  };
  if (['probabilities', 'tokens', 'text'].includes(name)) refuse('the name has another meaning');
  if (all.findIndex((other) => other.name === name) !== at) refuse('the name is there twice');
  if (categories && type !== 'string') refuse(`categories of ${type} cannot be written`);
  if (type === 'string') {
    if (!categories?.length) return refuse('a string column needs categories');
    if (new Set(categories).size < categories.length) refuse('a category is there twice');
    if ((mean ?? scale ?? missing) !== undefined) refuse('mean, scale and missing are for numbers');
  }
  if ((mean === undefined) !== (scale === undefined)) refuse('mean and scale come together');
  if (scale === 0) refuse('its scale is 0');
  if (missing !== undefined && type !== 'float32') refuse(`a missing ${type} cannot be told from others`);
}

/** Names of inputs may be any; a suffix keeps them apart from those of the graph. */
function addColumn(draft: Draft, { name, type, categories }: Column): string {
  if (type === 'float32') return name;
  if (type === 'int64') return draft.add('Cast', [name], `${name}:number`, { to: elementType.float32 });
  const oneHot = { cats_strings: categories ?? [], zeros: 1 };
  // [B, 1, categories]
  const hot = draft.add('ai.onnx.ml.OneHotEncoder', [name], `${name}:hot`, oneHot);
  return draft.add('Flatten', [hot], `${name}:row`, { axis: 1 });
}

function addImputer(draft: Draft, features: string, columns: readonly Column[]): string {
  if (columns.every(({ missing }) => missing === undefined)) return features;
  // NaN for NaN where nothing is known to put in.
  const filling = columns.flatMap((column) => each(column).map(() => column.missing ?? (column.categories ? 0 : NaN)));
  return draft.add('ai.onnx.ml.Imputer', [features], 'filled', {
    imputed_value_floats: Float32Array.from(filling),
    replaced_value_float: NaN,
  });
}

/** Weights stay apart from mean and scale: a year of 2024 folded into a bias would cost float32 its last digits. */
function addScaler(draft: Draft, features: string, columns: readonly Column[]): string {
  if (columns.every(({ scale }) => scale === undefined)) return features;
  return draft.add('ai.onnx.ml.Scaler', [features], 'scaled', {
    offset: Float32Array.from(columns.flatMap((column) => each(column).map(() => column.mean ?? 0))),
    scale: Float32Array.from(columns.flatMap((column) => each(column).map(() => 1 / (column.scale ?? 1)))),
  });
}
