import { createHash } from 'node:crypto';
import { preprocessVersion } from '../domain/artifact.ts';
import { documentTypeModel, Manifest } from '../domain/manifest.ts';
import { tokensOf } from '../pipeline/preprocess.ts';
import type { LabelledText } from './corpus/corpus.ts';
import { digestOf, heldOutTexts, labels, trainingTexts } from './corpus/corpus.ts';
import { exportOnnx } from './onnx-export.ts';
import type { LinearModel } from './softmax-regression.ts';
import { fitSoftmax, probabilitiesOf } from './softmax-regression.ts';
import type { Vocabulary } from './tf-idf.ts';
import { buildVocabulary, columnsOf, weigh } from './tf-idf.ts';
import type { Guess } from './threshold.ts';
import { chooseThreshold, measure } from './threshold.ts';

/** Raise it when corpus, preprocessing or training change: a model version never changes. */
const modelVersion = '1.0.0';
export const seeds = { training: 20_250_301, choosing: 20_250_302, measuring: 20_250_303 };
export const perLabel = { training: 900, heldOut: 100 };

/** What one training gives: the files of a model version's folder, and what they are made of. */
export interface TrainedModel {
  readonly manifest: Manifest;
  readonly graph: Uint8Array;
  readonly vocabulary: Vocabulary;
  readonly weights: LinearModel;
}

/** Trains `document-type` from the repository's own corpus: the same bytes every time. Takes seconds. */
export function trainDocumentType(): TrainedModel {
  const texts = trainingTexts(seeds.training, perLabel.training);
  const documents = texts.map(({ text }) => tokensOf(text));
  const vocabulary = buildVocabulary(documents, 5);
  const columnOf = columnsOf(vocabulary.words);
  const rows = documents.map((tokens) => weigh(tokens, vocabulary, columnOf));
  const options = { columns: vocabulary.words.length, classes: labels.length, l2: 3e-5, iterations: 200 };
  const weights = fitSoftmax(rows, texts.map(target), options);

  const guess = ({ text, label }: LabelledText): Guess => ({
    truth: label === undefined ? undefined : labels.indexOf(label),
    probabilities: probabilitiesOf(weigh(tokensOf(text), vocabulary, columnOf), weights),
  });
  const threshold = chooseThreshold(heldOutTexts(seeds.choosing, perLabel.heldOut).map(guess), 0.02);
  const metrics = measure(heldOutTexts(seeds.measuring, perLabel.heldOut).map(guess), threshold);

  const graph = exportOnnx(documentTypeModel, vocabulary, weights);
  return { graph, vocabulary, weights, manifest: describe(texts, threshold, metrics, graph) };
}

/** The label for sure, or all labels alike for a text that is none of them. */
const target = ({ label }: LabelledText): number[] =>
  labels.map((each) => (label === undefined ? 1 / labels.length : Number(each === label)));

function describe(
  texts: readonly LabelledText[],
  threshold: number,
  metrics: Record<string, number>,
  graph: Uint8Array,
): Manifest {
  return Manifest.parse({
    schema: 1,
    model: documentTypeModel,
    modelVersion,
    description: 'Tells what kind of document a text comes from. TF-IDF and multinomial logistic regression.',
    signature: {
      inputs: [{ name: 'tokens', type: 'string', shape: [1, 'N'] }],
      outputs: [{ name: 'probabilities', type: 'float32', shape: [1, labels.length] }],
      labels: [...labels],
    },
    reads: { documents: ['*'] },
    preprocessVersion,
    threshold,
    metrics,
    lineage: { trainer: 'src/training/document-type.ts', seed: seeds.training, documents: texts.length },
    dataDigest: digestOf(texts),
    files: { 'model.onnx': createHash('sha256').update(graph).digest('hex') },
  });
}
