import { readdir, readFile, stat } from 'node:fs/promises';
import { onnxRuntime } from '../../src/adapters/onnx-runtime.ts';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { describe, expect, it } from 'vitest';
import { Manifest } from '../../src/domain/manifest.ts';
import { tokensOf } from '../../src/pipeline/preprocess.ts';
import { documentTypeData } from '../../src/training/data/document-types.ts';
import { drawnSamples, reviewSample } from '../../src/training/samples/sample-documents.ts';
import type { Truth } from '../../src/training/samples/sample-files.ts';
import { drawSample, truthOf } from '../../src/training/samples/sample-files.ts';
import { seedDocuments, shipped } from '../../src/training/seed-folders.ts';
import { qualityDocuments } from '../bench/quality-documents.ts';

const readJson = async (url: URL): Promise<unknown> => JSON.parse(await readFile(url, 'utf8'));
const list = (await readJson(new URL('manifest.json', seedDocuments))) as {
  documents: { file: string; truth: string }[];
};
const samples = await Promise.all(
  list.documents.map(async ({ file, truth }) => ({
    file,
    truth: (await readJson(new URL(truth, seedDocuments))) as Truth,
  })),
);
const scored = samples.flatMap(({ file, truth }) => (truth.state === 'scored' ? [{ file, truth }] : []));
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

describe('the committed samples', () => {
  it('are at least twelve documents of all labels, in less than 3 MB, and every file is listed', async () => {
    const files = await readdir(seedDocuments);
    const sizes = await Promise.all(files.map(async (file) => (await stat(new URL(file, seedDocuments))).size));

    expect(samples.length).toBeGreaterThanOrEqual(12);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(3e6);
    expect(files.sort()).toEqual(
      ['manifest.json', ...list.documents.flatMap(({ file, truth }) => [file, truth])].sort(),
    );
    expect(new Set(scored.map(({ truth }) => truth.type)).size).toBe(6);
  });

  it.each(drawnSamples)('$file says in its ground truth what the generator draws', (sample) => {
    expect(samples.find(({ file }) => file === sample.file)?.truth).toEqual(truthOf(sample));
  });

  it.each(drawnSamples.filter(({ form }) => form === 'born-digital'))('$file holds the drawn text', async (sample) => {
    const library = await PDFiumLibrary.init();
    const document = await library.loadDocument(await readFile(new URL(sample.file, seedDocuments)));
    const text = [...document.pages()].map((page) => page.getText()).join(' ');
    library.destroy();

    const truth = truthOf(sample);
    expect(wordsOf(text)).toEqual(truth.state === 'scored' ? wordsOf(truth.text.join(' ')) : []);
  });

  it('are drawn to the same bytes again', async () => {
    const [receipt] = drawnSamples;
    if (!receipt) throw new Error('There is no sample');

    expect(await drawSample(receipt, 5)).toEqual(await drawSample(receipt, 5));
  });

  it('hold a text as the generator writes it', async () => {
    expect(await readFile(new URL(reviewSample.file, seedDocuments), 'utf8')).toBe(reviewSample.text);
  });

  it('are typed right by the model that ships', async () => {
    const { folder } = shipped('document-type');
    const { signature, threshold } = Manifest.parse(await readJson(new URL('manifest.json', folder)));
    const { InferenceSession, Tensor } = await onnxRuntime();
    const session = await InferenceSession.create(await readFile(new URL('model.onnx', folder)));

    for (const { file, truth } of scored) {
      const tokens = tokensOf(truth.text.join('\n'));
      const results = await session.run({ tokens: new Tensor('string', tokens, [1, tokens.length]) });
      const probabilities = [...(results['probabilities']?.data as Float32Array)];
      const confidence = Math.max(...probabilities);
      expect({ file, type: signature.labels[probabilities.indexOf(confidence)] }).toEqual({ file, type: truth.type });
      expect(confidence).toBeGreaterThanOrEqual(threshold);
    }
  });

  it('share no run of 8 words with what the model was trained on, nor do those of the quality bench', () => {
    const runsOf = (text: string) => {
      const words = wordsOf(text);
      return words.slice(7).map((_, index) => words.slice(index, index + 8).join(' '));
    };
    const trained = new Set(
      documentTypeData().examples.flatMap(({ part, values }) =>
        part === 'training' ? runsOf(String(values['text'])) : [],
      ),
    );
    const shared = scored.flatMap(({ truth }) => runsOf(truth.text.join('\n'))).filter((run) => trained.has(run));

    expect(trained.size).toBeGreaterThan(100_000);
    expect(shared).toEqual([]);
    expect(
      qualityDocuments(200, 1)
        .flatMap(({ text }) => runsOf(text))
        .filter((run) => trained.has(run)),
    ).toEqual([]);
  });
});
