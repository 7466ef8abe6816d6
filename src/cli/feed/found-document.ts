import type { Truth } from './truth.ts';

/** A file, and the name that it gets in container `documents`. */
export interface FoundDocument {
  readonly name: string;
  readonly path: string;
  readonly truth?: Truth | undefined;
}
