import type { Manifest } from '../../../../src/domain/manifest.ts';
import { aManifest } from '../../../fixtures/builders.ts';

const input = (change: Partial<Manifest['signature']['inputs'][number]>) => ({
  ...{ name: 'region', type: 'string' as const, shape: ['B', 1] },
  ...change,
});

/** A model that reads a region, a month and, perhaps, a load. */
export const incidents = (change: Partial<Manifest> = {}, regions = ['north', 'south']): Manifest =>
  aManifest({
    model: 'incident-outcome',
    signature: {
      ...aManifest().signature,
      inputs: [
        input({ values: regions }),
        input({ name: 'month', type: 'int64', minimum: 1, maximum: 12 }),
        input({ name: 'load', type: 'float32', optional: true }),
      ],
    },
    ...change,
  });
