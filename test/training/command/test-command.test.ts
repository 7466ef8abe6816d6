import { describe, expect, it } from 'vitest';
import { compileGraph } from '../../../src/models/evaluators/compile.ts';
import { testCommand } from '../../../src/training/command/test-command.ts';
import { writeModelFolder } from '../../../src/training/command/model-folder.ts';
import { aModel } from '../../models/graphs.ts';
import {
  constant,
  floatsAttribute,
  graphInput,
  graphOutput,
  integerAttribute,
  node,
  onnxFile,
  stringsAttribute,
} from '../../models/onnx-writer.ts';
import { luckRows, shopRows } from '../made-rows.ts';
import { scratchFolder } from '../scratch.ts';

/** Made elsewhere: (1 + tanh(0.1 × (warmth − 115 + 100 in the south))) ÷ 2 is the probability of `sold out`. */
const foreignGraph = onnxFile(
  graphInput('shop', 'string', 'B', 1),
  graphInput('warmth', 'float32', 'B', 1),
  graphOutput('probabilities', 'float32', 'B', 2),
  constant('cold', Float32Array.of(115), 1),
  constant('slope', Float32Array.of(0.1), 1),
  constant('one', Float32Array.of(1), 1),
  constant('half', Float32Array.of(0.5), 1),
  node({
    ...{ type: 'LabelEncoder', domain: 'ai.onnx.ml', inputs: ['shop'], outputs: ['south'] },
    attributes: [stringsAttribute('keys_strings', ['north', 'south']), floatsAttribute('values_floats', [0, 100])],
  }),
  node({ type: 'Add', inputs: ['warmth', 'south'], outputs: ['sum'] }),
  node({ type: 'Sub', inputs: ['sum', 'cold'], outputs: ['over'] }),
  node({ type: 'Mul', inputs: ['over', 'slope'], outputs: ['scaled'] }),
  node({ type: 'Tanh', inputs: ['scaled'], outputs: ['sign'] }),
  node({ type: 'Add', inputs: ['sign', 'one'], outputs: ['twice'] }),
  node({ type: 'Mul', inputs: ['twice', 'half'], outputs: ['sold'] }),
  node({ type: 'Sub', inputs: ['one', 'sold'], outputs: ['left'] }),
  node({
    ...{ type: 'Concat', inputs: ['left', 'sold'], outputs: ['probabilities'] },
    attributes: [integerAttribute('axis', 1)],
  }),
);
const foreign = aModel(foreignGraph, {
  signature: {
    inputs: [
      { name: 'shop', type: 'string', shape: ['B', 1], values: ['north', 'south'] },
      { name: 'warmth', type: 'float32', shape: ['B', 1] },
    ],
    outputs: [{ name: 'probabilities', type: 'float32', shape: ['B', 2] }],
    labels: ['left over', 'sold out'],
  },
});

describe('npm run test:models', () => {
  const scratch = scratchFolder();

  async function test(csv: string, ...more: string[]) {
    const lines: string[] = [];
    await writeModelFolder(scratch.path('model'), foreign);
    const file = await scratch.write('rows.csv', csv);
    const exitCode = await testCommand(['--folder', scratch.path('model'), '--csv', file, ...more], (line) => {
      lines.push(line);
    });
    return { exitCode, lines };
  }

  it('puts a model that was made elsewhere, and that only onnxruntime can run, to the same checks', async () => {
    const { exitCode, lines } = await test(shopRows());

    expect(compileGraph(foreign.manifest, foreign.graph)).toBeUndefined();
    expect(lines.filter((line) => line.includes('✗'))).toEqual([]);
    expect(exitCode).toBe(0);
    for (const group of ['data', 'floor', 'slices', 'shuffled', 'stability', 'limits']) {
      expect(lines.some((line) => line.startsWith(`  ✓ ${group}`))).toBe(true);
      expect(lines.at(-1)).toMatch(new RegExp(`${group} [01]\\.\\d\\d`));
    }
  });

  it('says which group of checks a model fails, by the exit code too', async () => {
    const { exitCode, lines } = await test(luckRows());

    expect(exitCode).toBe(1);
    expect(lines.at(-1)).toMatch(/^ {2}fails .*floor/);
  });

  it.each([
    {
      what: 'a label that the model never answers',
      csv: 'shop,warmth,label\nnorth,1,gone',
      says: /Line 2: the model never answers "gone"; it answers left over, sold out/,
    },
    {
      what: 'a number that is none',
      csv: 'shop,warmth,label\nnorth,hot,sold out',
      says: /Line 2: column "warmth" holds "hot", which is no float32/,
    },
    { what: 'a missing number', csv: 'shop,warmth,label\nnorth,,sold out', says: /Line 2: column "warmth" holds ""/ },
    {
      what: 'a missing column',
      csv: 'shop,label\nnorth,sold out',
      says: /There is no column "warmth"; there are shop, label/,
    },
  ])('refuses $what', async ({ csv, says }) => {
    await expect(test(csv)).rejects.toThrow(says);
  });

  it('says that a model which does not ship needs its folder', async () => {
    await expect(testCommand(['shop'], () => undefined)).rejects.toThrow('shop does not ship');
    await expect(testCommand(['--csv', 'rows.csv'], () => undefined)).rejects.toThrow('--folder and --csv go together');
  });
});
