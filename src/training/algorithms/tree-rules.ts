/** What makes a tree one of gradient boosting or of a forest. */
export interface TreeRules {
  /** rows × width: what is summed up over the rows of a node. */
  readonly statistics: Float64Array;
  readonly width: number;
  readonly depth: number;
  /** How good a node with these sums is: a split is worth what its children are better than their parent. */
  readonly worth: (sums: Float64Array) => number;
  /** Whether a node with these sums may be. */
  readonly isEnough: (sums: Float64Array) => boolean;
  /** One value per output. */
  readonly leaf: (sums: Float64Array) => readonly number[];
  /** The features to try at the next node, in order: `atLeast` of them, and more until one splits. */
  readonly candidates: () => { readonly features: ArrayLike<number>; readonly atLeast: number };
}
