import { expect, it } from 'vitest';
import { testLoad } from '../../../src/adapters/models/test-load.ts';
import type { AppError } from '../../../src/domain/errors.ts';
import { processUsage } from '../../../src/adapters/reader/process-usage.ts';
import { exampleRows } from '../../../src/models/example-rows.ts';
import { aModel, columnGraph, tokenGraph, yesProbability, type TestModel } from '../../models/graphs.ts';
import { hostileGraphs } from '../../models/hostile-graphs.ts';

const limits = { timeMs: 1500, rssBytes: 600e6 };

const closeTo = (value: number): unknown => expect.closeTo(value, 6);

/** Again as long as the machine is too busy to judge the graph. */
async function judge({ manifest, graph }: TestModel): Promise<number[][]> {
  try {
    return await testLoad(manifest, graph, limits);
  } catch (error) {
    if ((error as AppError).code !== 'unavailable') throw error;
    return await judge({ manifest, graph });
  }
}

it('lets a graph pass that answers probabilities', async () => {
  const { manifest, graph } = aModel(columnGraph());

  const answers = await judge({ manifest, graph });

  const yes = exampleRows(manifest).map(({ kind, age, count }) =>
    yesProbability({ kind: String(kind), age: Number(age), count: Number(count) }),
  );
  expect(answers).toEqual(yes.map((probability) => [closeTo(1 - probability), closeTo(probability)]));
});

it.each([1, 'B'] as const)('lets a graph pass that reads tokens string[%s, N]', async (rows) => {
  const { manifest, graph } = aModel(tokenGraph(rows), {
    signature: {
      inputs: [{ name: 'tokens', type: 'string', shape: [rows, 'N'] }],
      outputs: [{ name: 'probabilities', type: 'float32', shape: [rows, 2] }],
      labels: ['bad', 'good'],
    },
  });

  await expect(judge({ manifest, graph })).resolves.toBeDefined();
});

it.each([
  { name: 'tenGigabytes', reason: 'needs more than the 600 MB of memory' },
  { name: 'tenGigabytesByExpand', reason: 'needs more than the 600 MB of memory' },
  { name: 'endlessLoop', reason: 'takes longer than the 1.5 seconds' },
  { name: 'noProbabilities', reason: 'which are no probabilities that make 1' },
  { name: 'mixedRows', reason: 'rows that are scored together get other answers than alone' },
  { name: 'brokenEdge', reason: "Node input 'nothing' is not a graph input" },
] as const)('refuses a graph with $name, and this process lives on', async ({ name, reason }) => {
  const { manifest, graph } = aModel(hostileGraphs[name]);

  await expect(judge({ manifest, graph })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(
      new RegExp(`^Model delays 1\\.0\\.0 is refused: its test-load .*${reason}`),
    ) as string,
  });
  expect((await processUsage(process.pid))?.rssBytes).toBeLessThan(1e9);
});

it('refuses a graph that takes the memory only for numbers that the manifest allows', async () => {
  const { manifest, graph } = aModel(hostileGraphs.memoryByInput);
  const inputs = manifest.signature.inputs.map(({ maximum, ...input }) => ({
    ...input,
    ...(input.name !== 'count' && maximum !== undefined && { maximum }),
  }));
  const open = { ...manifest, signature: { ...manifest.signature, inputs } };

  await expect(judge({ manifest: open, graph })).rejects.toMatchObject({
    message: expect.stringContaining('600 MB') as string,
  });
  await expect(judge({ manifest, graph })).resolves.toBeDefined();
});
