import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Manifest } from '../../../src/domain/manifest.ts';
import { checkGraph, checkServable } from '../../../src/models/signature.ts';
import { readOnnxGraph } from '../../../src/models/onnx-graph.ts';
import { trainCommand } from '../../../src/training/command/train-command.ts';
import { luckRows, shopRows } from '../made-rows.ts';
import { scratchFolder } from '../scratch.ts';

describe('npm run train', () => {
  const scratch = scratchFolder();

  async function train(csv: string, ...more: string[]) {
    const lines: string[] = [];
    const file = await scratch.write('rows.csv', csv);
    const places = ['--cache', scratch.path('cache'), '--out', scratch.path('model')];
    const quick = ['--param', 'trees=30'];
    const exitCode = await trainCommand(['shop', '--csv', file, ...places, ...quick, ...more], (line) =>
      lines.push(line),
    );
    const stages = lines.filter((line) => /^ {2}(get|prepare|train|evaluate|register) /.test(line));
    return {
      exitCode,
      lines,
      cached: stages.map((line) => /^ {2}(\w+) +(cached)?/.exec(line)?.slice(1).join(' ').trim()),
    };
  }
  const readManifest = async () => Manifest.parse(JSON.parse((await scratch.read('model/manifest.json')).toString()));

  it('makes a model version of a file that can be served, and says how good it is', async () => {
    const { exitCode, lines } = await train(shopRows());
    const manifest = await readManifest();
    const graph = await scratch.read('model/model.onnx');

    expect(exitCode).toBe(0);
    expect(() => {
      checkServable(manifest);
      checkGraph(manifest, readOnnxGraph(graph));
    }).not.toThrow();
    expect(manifest.signature.inputs.map(({ name, type, values }) => [name, type, values])).toEqual([
      ['shop', 'string', ['north', 'south']],
      ['warmth', 'float32', undefined],
    ]);
    expect(manifest.metrics['accuracy']).toBeGreaterThan(0.85);
    expect(lines.join('\n')).toMatch(/accuracy +0\.\d{4} {2}\(0\.\d{4} to \d\.\d{4}\)/);
  });

  it('takes every stage from the cache the second time, and leaves the files as they are', async () => {
    const first = await train(shopRows());
    const graph = await scratch.read('model/model.onnx');
    const second = await train(shopRows());

    expect(first.cached).toEqual(['get', 'prepare', 'train', 'evaluate', 'register']);
    expect(second.cached).toEqual([
      'get cached',
      'prepare cached',
      'train cached',
      'evaluate cached',
      'register cached',
    ]);
    expect(second.lines.at(-1)).toMatch(/^ {2}there already: /);
    expect((await scratch.read('model/model.onnx')).equals(graph)).toBe(true);
  });

  it('makes only those stages again that a parameter reaches', async () => {
    await train(shopRows());
    const { cached } = await train(shopRows(), '--param', 'trees=20');

    expect(cached).toEqual(['get cached', 'prepare cached', 'train', 'evaluate', 'register']);
    expect((await readManifest()).lineage).toMatchObject({ algorithm: 'gradient-boosting', parameters: { trees: 20 } });
  });

  it('makes a stage again whose result in the cache is damaged', async () => {
    await train(shopRows());
    const [name = ''] = (await scratch.list('cache')).filter((one) => one.startsWith('prepare-'));
    const file = scratch.path('cache', name);
    await writeFile(file, (await readFile(file, 'utf8')).replace('north', 'nowhere'));
    const { cached } = await train(shopRows());

    expect(cached).toEqual(['get cached', 'prepare', 'train cached', 'evaluate cached', 'register cached']);
  });

  it('writes nothing of a model that is no better than luck, and names the groups of checks that it fails', async () => {
    const { exitCode, lines } = await train(luckRows());

    expect(exitCode).toBe(1);
    expect(lines.at(-1)).toMatch(/^ {2}not written: it fails .*floor/);
    expect(lines.some((line) => line.includes('✗ floor'))).toBe(true);
    expect(await scratch.list('model')).toEqual([]);
  });

  it('adds corrections from a file, and lists their ids in the manifest', async () => {
    const corrections = ['b', 'a'].map((id) => ({ id, row: { shop: 'north', warmth: 30.05 }, label: 'sold out' }));
    const file = await scratch.write('corrections.ndjson', corrections.map((one) => JSON.stringify(one)).join('\n'));
    await train(shopRows());
    const { rows, corrections: none } = (await readManifest()).lineage;
    await train(shopRows(), '--corrections', file);
    const { lineage } = await readManifest();

    expect(none).toBeUndefined();
    expect(lineage.corrections).toEqual(['a', 'b']);
    expect(lineage.rows).toBe(rows + 2);
  });

  it.each([
    { args: ['--param', 'tress=20'], says: /Bad parameters of gradient-boosting, which knows trees, depth/ },
    { args: ['--param', 'algorithm=magic'], says: /No algorithm magic for columns; there are .*random-forest/ },
    { args: ['--param', 'trees'], says: /--param trees: name=value/ },
    { args: ['--model-version', '1.2'], says: /--model-version 1\.2: three numbers/ },
    { args: ['--label', 'Survived'], says: /no column "Survived"/ },
    { args: ['--force'], says: /--force/ },
  ])('refuses $args by name', async ({ args, says }) => {
    await expect(train(shopRows({ count: 60 }), ...args)).rejects.toThrow(says);
  });

  it("says that a model of one's own needs a file", async () => {
    const places = ['--cache', scratch.path('cache')];

    await expect(trainCommand(['shop', ...places], () => undefined)).rejects.toThrow('There is no data for shop');
    await expect(trainCommand(['Shop!', ...places], () => undefined)).rejects.toThrow('"Shop!" is no name for a model');
  });
});
