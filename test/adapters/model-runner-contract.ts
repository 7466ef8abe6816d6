import { expect, it } from 'vitest';
import type { ModelRunner } from '../../src/ports.ts';

/** What functions may rely on, whatever runs the models. `runner` has `document-type` 1.0.0 and nothing else. */
export function modelRunnerContract(runner: () => ModelRunner): void {
  it('gives the manifest of a model version', async () => {
    const { model, modelVersion, signature } = await runner().manifest('document-type', '1.0.0');

    expect({ model, modelVersion }).toEqual({ model: 'document-type', modelVersion: '1.0.0' });
    expect(signature.labels).toContain('receipt');
  });

  it('answers a probability per label', async () => {
    const manifest = await runner().manifest('document-type', '1.0.0');

    const probabilities = await runner().run(manifest, { tokens: ['cash', 'total', 'chang', 'receipt'] });

    expect(probabilities).toHaveLength(manifest.signature.labels.length);
    expect(probabilities.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 5);
    expect(probabilities.indexOf(Math.max(...probabilities))).toBe(manifest.signature.labels.indexOf('receipt'));
  });

  it('names a model version that is not there', async () => {
    await expect(runner().manifest('document-type', '9.9.9')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('document-type/9.9.9') as string,
    });
  });
}
