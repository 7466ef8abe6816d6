import type { Manifest } from '../../domain/manifest.ts';
import type { Dataset } from '../data/dataset.ts';

export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** How one model is made: from which data, by which algorithm, and what it is for. */
export interface Recipe {
  readonly model: string;
  /** Raise it when data, preprocessing or training change: a model version never changes. */
  readonly modelVersion: string;
  readonly description: string;
  /** Whether it reads a text or a row of named values, whatever file it is trained on. */
  readonly kind: Dataset['kind'];
  readonly reads: Manifest['reads'];
  readonly algorithm: string;
  readonly parameters: Parameters;
  readonly seed: number;
  /** What each named value means. */
  readonly descriptions?: Readonly<Record<string, string>>;
  /**
   * Share of right answers that may become `unknown` for the sake of texts that are none of the labels (0–1); absent: the
   * likeliest label is answered, however unlikely.
   */
  readonly unknownCost?: number;
  /** The repository's own data, the same every time. Absent: only from a file. */
  readonly ownData?: { readonly make: () => Dataset; readonly code: URL };
}
