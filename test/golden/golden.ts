import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunKey } from '../../src/domain/run-key.ts';
import type { DocumentItem } from '../../src/domain/stored.ts';
import type { StageMessage } from '../../src/domain/stage-message.ts';
import type { Stage } from '../../src/domain/job.ts';
import type { Order } from '../sim/operators.ts';

/** A document in one state of being processed, as some earlier build of docscore left it. Written once; never made anew. */
export interface Golden {
  readonly description: string;
  readonly documentId: string;
  readonly name: string;
  /** The upload, if it is there. */
  readonly blob?: { readonly version: string; readonly text: string };
  readonly items: readonly DocumentItem[];
  readonly artifacts?: readonly { readonly name: string; readonly run: RunKey; readonly value: object }[];
  readonly messages?: readonly { readonly stage: Stage; readonly body: StageMessage }[];
  /** Event Grid's dead letters. */
  readonly letters?: readonly string[];
  /** What an operator then asks for. */
  readonly order?: Order;
  readonly expected: {
    readonly state: string;
    readonly label?: string;
    /** State by `version:run`. */
    readonly runs: Readonly<Record<string, string>>;
    /** Kinds of the events that are yet to be sent. */
    readonly events: readonly string[];
    /** Types of the items that are left in the end, where that is all. */
    readonly left?: readonly string[];
  };
}

const folder = import.meta.dirname;

export const readGolden = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden;

export const goldens: readonly Golden[] = readdirSync(join(folder, 'schema-1'))
  .sort()
  .map((file) => readGolden(`schema-1/${file}`));
