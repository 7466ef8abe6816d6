import { z } from 'zod';

const bool = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const positive = z.coerce.number().positive();
const share = z.coerce.number().gt(0).max(1);
const count = (most: number) => z.coerce.number().int().min(1).max(most);

/** Of every algorithm that reads texts. */
const grams = { ngrams: count(2), minDocuments: count(1_000_000) };
/** Folds that calibration holds out, one after the other. */
const calibration = { folds: z.coerce.number().int().min(2).max(100).default(5) };

/** What each algorithm can be told, by what it reads; `--param name=value`. */
export const schemas = {
  'naive-bayes': {
    text: z.strictObject({ alpha: positive.default(1), ...withDefaults(1, 1) }),
  },
  'logistic-regression': {
    text: z.strictObject({ ...logistic(10), ...withDefaults(2, 1) }),
    tabular: z.strictObject(logistic(1)),
  },
  'linear-svm': {
    text: z.strictObject({ c: positive.default(1), ...calibration, ...withDefaults(2, 1) }),
    tabular: z.strictObject({ c: positive.default(1), ...calibration }),
  },
  'nb-svm': {
    text: z.strictObject({
      c: positive.default(1),
      alpha: positive.default(1),
      beta: z.coerce.number().min(0).max(1).default(0.25),
      ...calibration,
      ...withDefaults(2, 1),
    }),
  },
  'gradient-boosting': {
    tabular: z.strictObject({
      trees: count(5000).default(200),
      depth: count(12).default(3),
      learningRate: share.default(0.1),
      l2: z.coerce.number().min(0).default(1),
      minWeight: positive.default(1),
      rowShare: share.default(1),
      columnShare: share.default(1),
    }),
  },
  'random-forest': {
    tabular: z.strictObject({
      trees: count(5000).default(200),
      depth: count(32).default(8),
      minLeaf: positive.default(2),
    }),
  },
} as const;

/** scikit-learn's defaults, but for `c` of texts, which is best there at about 10. */
function logistic(c: number) {
  return { c: positive.default(c), bias: bool.default(true), iterations: count(100_000).default(300) };
}

function withDefaults(ngrams: number, minDocuments: number) {
  return { ngrams: grams.ngrams.default(ngrams), minDocuments: grams.minDocuments.default(minDocuments) };
}
