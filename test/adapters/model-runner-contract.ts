import { expect, it } from 'vitest';
import type { Row } from '../../src/domain/row.ts';
import type { ModelRegistry, ModelRunner } from '../../src/ports.ts';
import { aModel, columnGraph, yesProbability, type TestModel } from '../models/graphs.ts';

/** What the runners under contract have. */
export const contractModels: readonly TestModel[] = [
  ['delays', '1.2.0'],
  ['arrivals', '1.0.0'],
  ['delays', '1.10.0'],
].map(([model, modelVersion]) => aModel(columnGraph(), { model: model ?? '', modelVersion: modelVersion ?? '' }));

const row = (kind: string, age: number, count: number) => ({ kind, age, count });
const rows = [row('bus', 10, 0), row('tram', 0, 3), row('tram', NaN, 2), row('bus', 99.5, 1)];

/** What functions may rely on, whatever keeps and runs the models. */
export function modelRunnerContract(runner: () => Promise<ModelRegistry & ModelRunner>): void {
  it('lists all versions by name, then by version, the latest first', async () => {
    const arrivals = [{ model: 'arrivals', modelVersion: '1.0.0' }];
    const delays = ['1.10.0', '1.2.0'].map((modelVersion) => ({ model: 'delays', modelVersion }));

    expect(await (await runner()).list()).toEqual([...arrivals, ...delays]);
    expect(await (await runner()).list('delays')).toEqual(delays);
    expect(await (await runner()).list('delay')).toEqual([]);
  });

  it('gives the manifest of a model version', async () => {
    const { model, modelVersion, signature } = await (await runner()).manifest('delays', '1.2.0');

    expect({ model, modelVersion, labels: signature.labels }).toEqual({
      model: 'delays',
      modelVersion: '1.2.0',
      labels: ['no', 'yes'],
    });
  });

  it('answers each row in order, a probability per label', async () => {
    const loaded = await (await runner()).load('delays', '1.2.0');

    const answers = await loaded.score(rows);

    expect(loaded.manifest.modelVersion).toBe('1.2.0');
    expect(answers).toHaveLength(rows.length);
    for (const [index, { kind, age, count }] of rows.entries()) {
      const yes = yesProbability({ kind, age, count });
      expect(answers[index]?.[0]).toBeCloseTo(1 - yes, 6);
      expect(answers[index]?.[1]).toBeCloseTo(yes, 6);
    }
  });

  it('answers a batch as it answers each row alone, and calls of one tick as it answers each later', async () => {
    const loaded = await (await runner()).load('delays', '1.2.0');
    const score = (some: readonly Row[]) => loaded.score(some);
    const batch = Array.from({ length: 300 }, (_, index) =>
      row(index % 3 === 0 ? 'tram' : 'bus', index % 101, index % 4),
    );

    const together = await Promise.all([score(batch), ...batch.map((one) => score([one]))]);

    const alone: (readonly number[])[] = [];
    for (const one of batch) alone.push(...(await score([one])));
    expect(different(together[0], alone)).toBeLessThan(1e-6);
    expect(different(together.slice(1).flat(), alone)).toBeLessThan(1e-6);
    expect(await score([])).toEqual([]);
  });

  it.each(['manifest', 'load'] as const)('names a model version that is not there (%s)', async (verb) => {
    await expect((await runner())[verb]('delays', '9.9.9')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('delays/9.9.9') as string,
    });
  });
}

/** The largest difference; of lists of other lengths it is not a number. */
const different = (some: readonly (readonly number[])[], others: readonly (readonly number[])[]): number =>
  some.length === others.length
    ? Math.max(
        ...some.flatMap((answer, row) => answer.map((value, label) => Math.abs(value - (others[row]?.[label] ?? NaN)))),
      )
    : NaN;
