import { describe, expect, it } from 'vitest';
import { bestBy, latestFirst } from '../../src/models/choose-version.ts';
import { aManifest } from '../fixtures/builders.ts';

it('sorts versions by their numbers, the latest first', () => {
  expect(['1.2.0', '1.10.0', '2.0.0', '1.10.1', '1.2.0'].sort(latestFirst)).toEqual([
    '2.0.0',
    '1.10.1',
    '1.10.0',
    '1.2.0',
    '1.2.0',
  ]);
});

describe('bestBy', () => {
  const version = (modelVersion: string, metrics: Record<string, number>) => aManifest({ modelVersion, metrics });
  const versions = [
    version('1.0.0', { accuracy: 0.8, logLoss: 0.5 }),
    version('1.1.0', { accuracy: 0.9, logLoss: 0.4 }),
    version('1.2.0', { accuracy: 0.9 }),
    version('1.3.0', { accuracy: 0.7, logLoss: 0.6 }),
  ];

  it.each([
    { metric: 'accuracy', best: '1.2.0', rule: 'the highest, of equal ones the latest' },
    { metric: 'logLoss', best: '1.1.0', rule: 'the lowest, of those that have it' },
  ])('takes by $metric $rule', ({ metric, best }) => {
    expect(bestBy(metric, versions).modelVersion).toBe(best);
  });

  it.each(['auc', 'toString'])('names the metrics there are when nobody has %s', (metric) => {
    expect(() => bestBy(metric, versions)).toThrow(
      expect.objectContaining({
        code: 'not-found',
        message: `No version of document-type has the metric ${metric}`,
        next: 'They have accuracy, logLoss.',
      }),
    );
  });
});
