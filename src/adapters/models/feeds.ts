import type { Tensor } from 'onnxruntime-node';
import { AppError } from '../../domain/errors.ts';
import type { ModelInput } from '../../domain/manifest.ts';
import type { Row } from '../../domain/row.ts';

/** Makes a tensor; onnxruntime's own constructor, which is loaded late. */
export type TensorOf = typeof Tensor;

/** Rows as the graph's inputs. Rows of tokens are filled up with '', which no vocabulary holds. @throws AppError `invalid` for a row that lacks a value. */
export function feedsOf(
  inputs: readonly ModelInput[],
  rows: readonly Row[],
  tensorOf: TensorOf,
): Record<string, Tensor> {
  return Object.fromEntries(inputs.map((input) => [input.name, tensorFor(input, rows, tensorOf)]));
}

function tensorFor({ name, type }: ModelInput, rows: readonly Row[], TensorOf: TensorOf): Tensor {
  if (name === 'tokens') return tokenTensor(rows, TensorOf);
  const shape = [rows.length, 1];
  switch (type) {
    case 'string':
      return new TensorOf(
        'string',
        rows.map((row) => valueOf(row, name, 'string')),
        shape,
      );
    case 'float32':
      return new TensorOf(
        'float32',
        Float32Array.from(rows, (row) => valueOf(row, name, 'number')),
        shape,
      );
    case 'int64':
      return new TensorOf(
        'int64',
        BigInt64Array.from(rows, (row) => wholeNumber(row, name)),
        shape,
      );
  }
}

function tokenTensor(rows: readonly Row[], TensorOf: TensorOf): Tensor {
  const columns = rows.reduce((longest, row) => Math.max(longest, tokensIn(row).length), 1);
  const words = new Array<string>(rows.length * columns).fill('');
  rows.forEach((row, index) => {
    const tokens = tokensIn(row);
    for (let column = 0; column < tokens.length; column += 1) words[index * columns + column] = tokens[column] ?? '';
  });
  return new TensorOf('string', words, [rows.length, columns]);
}

/** The words of a row. @throws AppError `invalid` when it has none, not even an empty list. */
export function tokensIn({ tokens }: Row): readonly string[] {
  if (Array.isArray(tokens)) return tokens as readonly string[];
  throw new AppError('invalid', 'A row lacks tokens');
}

function wholeNumber(row: Row, name: string): bigint {
  const value = valueOf(row, name, 'number');
  if (Number.isSafeInteger(value)) return BigInt(value);
  throw new AppError('invalid', `${name} must be a whole number, not ${value}`);
}

interface Kinds {
  string: string;
  number: number;
}

function valueOf<K extends keyof Kinds>(row: Row, name: string, kind: K): Kinds[K] {
  const value = Object.hasOwn(row, name) ? row[name] : undefined;
  if (typeof value === kind) return value as Kinds[K];
  throw new AppError('invalid', value === undefined ? `A row lacks ${name}` : `${name} must be a ${kind}`);
}
