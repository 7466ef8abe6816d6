import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { Manifest } from '../../src/domain/manifest.ts';
import { graphScorer } from '../../src/training/pipeline/graph-scorer.ts';
import { manifestSchema } from '../../src/training/manifest-json-schema.ts';
import { shipped } from '../../src/training/seed-folders.ts';

describe('document-type', () => {
  const { folder } = shipped('document-type');
  const readManifest = async () => Manifest.parse(JSON.parse(await readFile(new URL('manifest.json', folder), 'utf8')));

  it('names at least 95 % of held-out texts right and leaves at least 85 % of others unknown', async () => {
    const { accuracy, unknownFound } = (await readManifest()).metrics;

    expect(accuracy).toBeGreaterThanOrEqual(0.95);
    expect(unknownFound).toBeGreaterThanOrEqual(0.85);
  });

  it('finds a text of which it knows no word equally likely to be anything', async () => {
    const { signature } = await readManifest();
    const score = graphScorer(signature, await readFile(new URL('model.onnx', folder)));

    const [probabilities] = await score([{ tokens: ['qwertyuiop'] }]);

    expect(probabilities).toEqual(Array(6).fill(Math.fround(1 / 6)));
  });
});

describe('manifest.schema.json', () => {
  it('is what the code checks manifests with', async () => {
    const committed = await readFile(new URL('../../src/models/manifest.schema.json', import.meta.url), 'utf8');

    expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(manifestSchema())));
  });
});
