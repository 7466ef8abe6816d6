import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Manifest } from '../../src/domain/manifest.ts';
import { readOnnxGraph } from '../../src/models/onnx-graph.ts';
import { checkGraph, checkServable } from '../../src/models/signature.ts';
import { seedModels } from '../../src/training/seed-folders.ts';
import { aManifest } from '../fixtures/builders.ts';
import { field, message } from './protobuf-writer.ts';

const elementTypes = { float32: 1, float16: 10, int64: 7, string: 8 };

/** `ValueInfoProto` of a tensor; a size is a number or a name. */
const tensor = (name: string, type: keyof typeof elementTypes, ...shape: (number | string)[]) => {
  const dimensions = shape.map((size) => field(1, message(field(typeof size === 'number' ? 1 : 2, size))));
  return message(
    field(1, name),
    field(2, message(field(1, message(field(1, elementTypes[type]), field(2, message(...dimensions)))))),
  );
};
const input = field(11, tensor('tokens', 'string', 1, 'N'));
const output = field(12, tensor('probabilities', 'float32', 1, 2));
const model = (...graphFields: Uint8Array[]) => message(field(7, message(input, output, ...graphFields)));
/** A node whose attribute 6 is a graph of its own. */
const nested = (...graphFields: Uint8Array[]) =>
  field(1, message(field(5, message(field(6, message(...graphFields))))));

describe('checkGraph', () => {
  const check = (file: Uint8Array) =>
    checkGraph(aManifest({ model: 'mine', modelVersion: '2.0.0' }), readOnnxGraph(file));

  it('accepts a graph that is what the manifest says', () => {
    expect(() => check(model(field(1, message(field(4, 'Softmax')))))).not.toThrow();
  });

  it('counts weights that are named among the inputs as weights', () => {
    const weight = [field(11, tensor('w', 'float32', 2)), field(5, message(field(8, 'w')))];

    expect(() => check(model(...weight))).not.toThrow();
  });

  it.each([
    { what: 'weights in other files', file: model(field(5, message(field(13, message())))), reason: 'external_data' },
    { what: 'weights located elsewhere', file: model(field(5, message(field(14, 1)))), reason: 'external_data' },
    {
      what: 'such weights in a nested graph',
      file: model(nested(field(5, message(field(14, 1))))),
      reason: 'external_data',
    },
    {
      what: "another runtime's operators",
      file: model(field(1, message(field(7, 'com.example')))),
      reason: 'com.example',
    },
    {
      what: 'such operators in a nested graph',
      file: model(nested(field(1, message(field(7, 'evil'))))),
      reason: 'evil',
    },
    {
      what: 'such an operator set',
      file: message(model(), field(8, message(field(1, 'ai.contrib')))),
      reason: 'ai.contrib',
    },
    { what: 'functions', file: message(model(), field(25, message())), reason: 'functions of its own' },
    {
      what: 'another input',
      file: message(field(7, message(field(11, tensor('text', 'string', 1, 'N')), output))),
      reason: 'its graph has the inputs text string[1, *]; its manifest says tokens string[1, *]',
    },
    {
      what: 'one more output',
      file: model(field(12, tensor('embedding', 'float32', 1, 8))),
      reason: 'embedding float32[1, 8]; probabilities float32[1, 2]',
    },
    {
      what: 'another output type',
      file: message(field(7, message(input, field(12, tensor('probabilities', 'float16', 1, 2))))),
      reason: 'probabilities type 10[1, 2]',
    },
  ])('refuses a graph with $what by name', ({ file, reason }) => {
    expect(() => check(file)).toThrow(
      expect.objectContaining({ code: 'invalid', message: expect.stringContaining(reason) as string }),
    );
    expect(() => check(file)).toThrow('Model mine 2.0.0 is refused');
  });
});

describe('readOnnxGraph', () => {
  it('finds inputs, outputs and operators of the model that ships', async () => {
    const folder = new URL('document-type/1.0.0/', seedModels);
    const manifest = Manifest.parse(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));
    const graph = readOnnxGraph(await readFile(new URL('model.onnx', folder)));

    expect(graph.inputs).toEqual([{ name: 'tokens', type: 'string', shape: [1, 'N'] }]);
    expect(graph.outputs).toEqual([{ name: 'probabilities', type: 'float32', shape: [1, 6] }]);
    expect(() => checkGraph(manifest, graph)).not.toThrow();
    expect(() => checkServable(manifest)).not.toThrow();
  });

  it.each([
    { what: 'text', file: new TextEncoder().encode('<html>not a model</html>') },
    { what: 'nothing', file: new Uint8Array() },
    { what: 'a file that ends too early', file: model().subarray(0, 20) },
    { what: 'two graphs', file: message(model(), model()) },
    { what: 'a number without an end', file: new Uint8Array(20).fill(0xff) },
    {
      what: 'graphs nested without end',
      file: model(Array.from({ length: 40 }).reduce<Uint8Array>((inner) => nested(inner), nested())),
    },
  ])('refuses $what', ({ file }) => {
    expect(() => readOnnxGraph(file)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });
});

describe('checkServable', () => {
  it.each([
    { signature: { inputs: [{ name: 'age', type: 'float32' as const, shape: [1, 1] }] }, names: 'age float32[1, 1]' },
    {
      signature: { outputs: [{ name: 'probabilities', type: 'float32' as const, shape: [1, 3] }] },
      names: 'float32[1, 3]',
    },
  ])('names what docscore cannot serve: $names', ({ signature, names }) => {
    const manifest = aManifest();

    expect(() => checkServable({ ...manifest, signature: { ...manifest.signature, ...signature } })).toThrow(names);
  });
});
