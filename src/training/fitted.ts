/**
 * What the fitters of `algorithms/` find out and `onnx/` writes down: plain objects, the same for the same rows.
 *
 * Weights lie row by row: `weights[feature * outputs + output]`. With link `softmax` (and `mean`) there is one output per label;
 * with `sigmoid` there are two labels and one output, whose sigmoid is the probability of `labels[1]`.
 */
export type Fitted = TextLinear | TabularLinear | Trees;

/** Linear in the 1- and 2-grams of a text. Naive Bayes, logistic regression and support vector machines all end as this. */
export interface TextLinear {
  readonly kind: 'text-linear';
  readonly labels: readonly string[];
  /** The features, each of one or two neighbouring tokens: 1-grams first, each group sorted by code units, token by token. */
  readonly grams: readonly (readonly string[])[];
  /** What becomes of n, how often a gram is there: log(1 + n), 1, or n. */
  readonly count: 'log1p' | 'binary' | 'raw';
  /** Multiplies each gram's damped count; absent: 1. */
  readonly idf?: Float32Array;
  /** Whether the row of (damped count × idf) is then scaled to length 1; a row of length 0 stays as it is. */
  readonly isUnitLength: boolean;
  /** grams × outputs */
  readonly weights: Float32Array;
  /** outputs */
  readonly bias: Float32Array;
  readonly link: 'softmax' | 'sigmoid';
}

/** Linear in the expanded columns. */
export interface TabularLinear {
  readonly kind: 'tabular-linear';
  readonly labels: readonly string[];
  readonly columns: readonly Column[];
  /** expanded features × outputs */
  readonly weights: Float32Array;
  /** outputs */
  readonly bias: Float32Array;
  readonly link: 'softmax' | 'sigmoid';
}

/** Decision trees over the expanded columns: boosted (`softmax`, `sigmoid`: base + sum of leaves) or a forest (`mean` of leaves). */
export interface Trees {
  readonly kind: 'trees';
  readonly labels: readonly string[];
  readonly columns: readonly Column[];
  readonly trees: readonly Tree[];
  /** outputs; what no leaf adds to. Zeros for `mean`. */
  readonly base: readonly number[];
  /** `mean`: a leaf holds the probability of each label. */
  readonly link: 'softmax' | 'sigmoid' | 'mean';
}

/**
 * One named value of an instance, and how it becomes features: a `string` gives one feature per category (1 where it is equal,
 * else 0; none for a value that is not among them), a number gives one, `(value − mean) / scale` for linear models, in float32.
 */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'float32' | 'int64';
  /** Sorted by code units. Of a `string` column only, and always there. */
  readonly categories?: readonly string[];
  /** With `scale`, of a number in a linear model only. */
  readonly mean?: number;
  readonly scale?: number;
  /** Takes the place of NaN. Of `float32` only, and always there. */
  readonly missing?: number;
}

/**
 * One tree as parallel arrays by node; node 0 is the root. From an inner node `x[feature] ≤ threshold`, both float32, goes left,
 * anything else right; children come after their parent.
 */
export interface Tree {
  /** −1 at a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float32Array;
  /** −1 at a leaf. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** nodes × outputs; zeros at inner nodes. */
  readonly leaf: Float32Array;
}
