import { describe, expect, it } from 'vitest';
import { answer, modelsFor } from '../../src/pipeline/score.ts';
import { aManifest } from '../fixtures/builders.ts';

describe('answer', () => {
  const manifest = aManifest({ labels: ['receipt', 'invoice', 'letter'], threshold: 0.6 });

  it.each([
    { probabilities: [0.1, 0.7, 0.2], label: 'invoice', confidence: 0.7 },
    { probabilities: [0.6, 0.3, 0.1], label: 'receipt', confidence: 0.6 },
    { probabilities: [0.59, 0.3, 0.11], label: 'unknown', confidence: 0.59 },
    { probabilities: [0, 0, 1.00001], label: 'letter', confidence: 1 },
  ])('answers $label for $probabilities', ({ probabilities, label, confidence }) => {
    expect(answer(manifest, probabilities)).toMatchObject({ label, confidence });
  });

  it('gives each label its probability', () => {
    expect(answer(manifest, [0.1, 0.7, 0.2]).probabilities).toEqual({ receipt: 0.1, invoice: 0.7, letter: 0.2 });
  });

  it.each([[[0.5, 0.5]], [[0.2, 0.2, Number.NaN]], [[-0.1, 0.6, 0.5]], [[2, 0, 0]]])(
    'refuses %j, which is not a probability per label',
    (probabilities) => {
      expect(() => answer(manifest, probabilities)).toThrow(expect.objectContaining({ code: 'invalid' }));
    },
  );
});

describe('modelsFor', () => {
  const reads = (model: string, ...documents: string[]) => aManifest({ model, reads: { documents, instances: false } });
  const manifests = [
    reads('sentiment', 'review'),
    reads('document-type', '*'),
    reads('language', '*'),
    reads('amounts', 'receipt', 'invoice'),
  ];

  it.each([
    { type: 'review', models: ['language', 'sentiment'] },
    { type: 'invoice', models: ['amounts', 'language'] },
    { type: 'unknown', models: ['language'] },
  ])('$type is read by $models', ({ type, models }) => {
    expect(modelsFor(type, manifests).map(({ model }) => model)).toEqual(models);
  });

  it('serves 32 models of one type and refuses the next by number', () => {
    const many = Array.from({ length: 33 }, (_, index) => reads(`model-${index}`, 'form'));

    expect(modelsFor('form', many.slice(1))).toHaveLength(32);
    expect(() => modelsFor('form', many)).toThrow('33 models read documents of type form; the limit is 32');
  });
});
