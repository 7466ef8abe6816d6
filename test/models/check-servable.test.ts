import { expect, it } from 'vitest';
import type { Manifest, ModelInput } from '../../src/domain/manifest.ts';
import { checkServable, takesBatches } from '../../src/models/signature.ts';
import { aModel, columnGraph } from './graphs.ts';

const { manifest } = aModel(columnGraph());
const withInputs = (...inputs: ModelInput[]): Manifest => ({
  ...manifest,
  signature: { ...manifest.signature, inputs },
});
const number = (change: Partial<ModelInput>): ModelInput => ({
  name: 'age',
  type: 'float32',
  shape: ['B', 1],
  ...change,
});
const tokens: ModelInput = { name: 'tokens', type: 'string', shape: ['B', 'N'] };
const text: ModelInput = { name: 'text', type: 'string', shape: ['B', 1] };

it.each([
  { what: 'a string with allowed values', inputs: [number({ type: 'string', values: ['a', 'b'] })] },
  { what: 'a whole number with a range', inputs: [number({ type: 'int64', minimum: -3, maximum: 3 })] },
  { what: 'allowed numbers within a range', inputs: [number({ values: [1, 2.5], minimum: 1, maximum: 3 })] },
  { what: 'a number that may miss', inputs: [number({ optional: true })] },
  { what: 'tokens, in batches', inputs: [tokens] },
  { what: 'tokens, one row at a time', inputs: [{ ...tokens, shape: [1, 'N'] }] },
  { what: 'text, tokens and a named value', inputs: [text, tokens, number({ name: 'page.count-1' })] },
])('serves $what', ({ inputs }) => {
  expect(() => checkServable(withInputs(...inputs))).not.toThrow();
});

it.each([
  {
    inputs: [number({ shape: [1, 1] })],
    reason: 'input age is float32[1, 1]; docscore gives a named value as float32[*, 1]',
  },
  { inputs: [number({ shape: ['B', 3] })], reason: 'input age is float32[*, 3]' },
  { inputs: [number({ shape: ['B'] })], reason: 'input age is float32[*]' },
  {
    inputs: [{ ...tokens, type: 'int64' as const }],
    reason: 'input tokens is int64[*, *]; docscore gives string[1, *] or string[*, *]',
  },
  { inputs: [{ ...tokens, shape: ['B', 512] }], reason: 'input tokens is string[*, 512]' },
  { inputs: [{ ...text, shape: [1, 1] }], reason: 'input text is string[1, 1]; docscore gives string[*, 1]' },
  { inputs: [{ ...text, values: ['yes'] }], reason: 'input text is a text: it has no allowed values' },
  { inputs: [number({}), number({})], reason: 'input age is there twice' },
  { inputs: [number({ name: '__proto__' })], reason: 'the input name "__proto__" is not one' },
  { inputs: [number({ name: 'a b' })], reason: 'the input name "a b" is not one' },
  { inputs: [number({ name: 'a/b' })], reason: 'the input name "a/b" is not one' },
  { inputs: [number({ values: ['1'] })], reason: 'input age allows "1", which is no number' },
  { inputs: [number({ type: 'string', values: [1] })], reason: 'input age allows 1, which is no string' },
  { inputs: [number({ values: [1, 1] })], reason: 'input age allows 1 twice' },
  { inputs: [number({ type: 'int64', values: [1.5] })], reason: 'input age allows 1.5, which is no int64' },
  { inputs: [number({ values: [1e39] })], reason: 'input age allows 1e+39, which is no float32' },
  { inputs: [number({ values: [7], maximum: 5 })], reason: 'input age allows 7, which is outside its range' },
  { inputs: [number({ minimum: 2, maximum: 1 })], reason: 'input age has a minimum above its maximum' },
  { inputs: [number({ type: 'int64', minimum: 0.5 })], reason: 'input age has a range to 0.5, which is no int64' },
  { inputs: [number({ type: 'string', maximum: 5 })], reason: 'input age is a string: it has no range' },
  { inputs: [number({ type: 'int64', optional: true })], reason: 'input age is int64, which cannot be optional' },
])('refuses inputs by name: $reason', ({ inputs, reason }) => {
  expect(() => checkServable(withInputs(...inputs))).toThrow(
    expect.objectContaining({
      code: 'invalid',
      message: expect.stringContaining(`Model delays 1.0.0 is refused: ${reason}`) as string,
    }),
  );
});

const { signature } = manifest;
const answering = (shape: (number | string)[], name = 'probabilities'): Partial<Manifest> => ({
  signature: { ...signature, outputs: [{ name, type: 'float32', shape }] },
});

it.each<{ change: Partial<Manifest>; reason: string }>([
  {
    change: answering(['B', 3]),
    reason: 'it answers probabilities float32[*, 3]; docscore reads probabilities float32[1 or *, 2]',
  },
  { change: answering([4, 2]), reason: 'it answers probabilities float32[4, 2]' },
  { change: answering(['B', 2], 'scores'), reason: 'it answers scores float32[*, 2]' },
  { change: { signature: { ...signature, labels: ['no', 'no'] } }, reason: 'a label is there twice' },
  { change: { files: {} }, reason: 'its manifest lists no model.onnx' },
  { change: { reads: { documents: [], instances: false } }, reason: 'it reads neither documents nor instances' },
  {
    change: { reads: { documents: ['*'], instances: true } },
    reason: 'it reads documents, which have no kind, age, count',
  },
])('refuses by name: $reason', ({ change, reason }) => {
  expect(() => checkServable({ ...manifest, ...change })).toThrow(reason);
});

it.each([
  { inputs: [tokens], shape: ['B', 2], takes: true },
  { inputs: [{ ...tokens, shape: [1, 'N'] }, text], shape: ['B', 2], takes: false },
  { inputs: [tokens], shape: [1, 2], takes: false },
])(
  'sends many rows at once through a graph only where all first sizes are free: $takes',
  ({ inputs, shape, takes }) => {
    const outputs: Manifest['signature']['outputs'] = [{ name: 'probabilities', type: 'float32', shape }];

    expect(takesBatches({ signature: { ...signature, inputs, outputs } })).toBe(takes);
  },
);
