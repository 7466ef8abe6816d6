import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Manifest } from '../../src/domain/manifest.ts';
import { readOnnxGraph } from '../../src/models/onnx-graph.ts';
import { checkGraph, checkServable } from '../../src/models/signature.ts';
import { shipped } from '../../src/training/seed-folders.ts';
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
    { what: 'outputs that its manifest does not name', file: model(field(12, tensor('label', 'int64', 'N'))) },
    {
      what: 'open sizes of what it answers',
      file: message(field(7, message(input, field(12, tensor('probabilities', 'float32', 'N', 'M'))))),
    },
    {
      what: 'what skl2onnx makes of a text',
      file: model(field(1, message(field(4, 'Tokenizer'), field(7, 'com.microsoft')))),
    },
  ])('accepts a graph with $what', ({ file }) => {
    expect(() => check(file)).not.toThrow();
  });

  it('names ten faults at most, and says how many more there are', () => {
    const nodes = Array.from({ length: 14 }, (_, index) => field(1, message(field(4, `Conjure${index}`))));

    expect(() => check(model(...nodes))).toThrow(/Conjure0,.*Conjure9, which docscore does not run; and 4 more$/);
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
      what: 'an operator that ONNX does not have',
      file: model(field(1, message(field(4, 'Conjure')))),
      reason: 'the operator Conjure, which docscore does not run',
    },
    {
      what: 'an operator of chance',
      file: model(nested(field(1, message(field(4, 'RandomUniform'))))),
      reason: 'the operator RandomUniform',
    },
    {
      what: 'maps, as skl2onnx writes them unless told otherwise',
      file: model(field(1, message(field(4, 'ZipMap'), field(7, 'ai.onnx.ml')))),
      reason:
        'the operator ai.onnx.ml.ZipMap, which docscore does not run (convert with skl2onnx options={id(model): {"zipmap": False}})',
    },
    {
      what: 'one of many operators of a runtime of which one is known',
      file: model(field(1, message(field(4, 'FusedConv'), field(7, 'com.microsoft')))),
      reason: 'com.microsoft.FusedConv',
    },
    {
      what: 'no such output',
      file: message(field(7, message(input, field(12, tensor('scores', 'float32', 1, 2))))),
      reason: 'its graph has the outputs scores float32[1, 2]; its manifest says probabilities float32[1, 2]',
    },
    {
      what: 'more answers than labels',
      file: message(field(7, message(input, field(12, tensor('probabilities', 'float32', 1, 3))))),
      reason: 'its graph has the outputs probabilities float32[1, 3]',
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
    const { folder } = shipped('document-type');
    const manifest = Manifest.parse(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));
    const graph = readOnnxGraph(await readFile(new URL('model.onnx', folder)));

    expect(graph.inputs).toEqual([{ name: 'tokens', type: 'string', shape: ['B', 'N'] }]);
    expect(graph.outputs).toEqual([{ name: 'probabilities', type: 'float32', shape: ['B', 6] }]);
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
