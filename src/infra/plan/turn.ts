import type { ObjectLiteral } from '../bicep/expression.ts';
import type { Environment } from './environment.ts';

/** One turn of a declaration. */
export interface Turn {
  readonly body: ObjectLiteral;
  readonly environment: Environment;
  /** Whether its condition holds. */
  readonly deployed: boolean;
  /** With the index of a loop: `containers[2]`. */
  readonly symbol: string;
}
