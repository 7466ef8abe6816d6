import { randomInt } from 'node:crypto';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface KillsOptions {
  readonly seed: number;
  /** How many names; some of them are uploaded twice. */
  readonly documents: number;
  readonly kills: number;
  /** Taken away, by name. */
  readonly without: string | undefined;
  /** Whether to take away each safeguard in turn. */
  readonly safeguards: boolean;
  /** The repository whose source is run. */
  readonly source: string;
  /** How long nothing may change before what has not ended counts as lost, in ms. */
  readonly patienceMs: number;
}

export const usage = `npm run kills [-- --seed N --documents 300 --kills 60 --patience SECONDS --without SAFEGUARD | --safeguards]

Runs docscore and its cloud as processes, uploads documents and kills with -9 meanwhile. The seed decides documents, moments, targets and
troubles; how far the machine has come at a moment is its own. Exit codes: 0 nothing lost, nothing twice; 1 the rest; 2 usage.`;

/** @throws Error that says what makes no sense. */
export function readOptions(args: readonly string[]): KillsOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string', default: String(randomInt(1, 1_000_000)) },
      documents: {
        type: 'string',
        default: args.includes('--safeguards') || args.includes('--without') ? '100' : '300',
      },
      kills: { type: 'string', default: args.includes('--safeguards') || args.includes('--without') ? '20' : '60' },
      patience: { type: 'string', default: '100' },
      without: { type: 'string' },
      safeguards: { type: 'boolean', default: false },
      source: { type: 'string', default: join(import.meta.dirname, '../..') },
    },
  });
  return {
    seed: integer('seed', values.seed, 0),
    documents: integer('documents', values.documents, 10),
    kills: integer('kills', values.kills, 0),
    without: values.without,
    safeguards: values.safeguards,
    source: resolve(values.source),
    patienceMs: integer('patience', values.patience, 1) * 1000,
  };
}

function integer(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} ${text} is no whole number from ${least} on`);
  return value;
}
