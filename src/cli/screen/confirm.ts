import { createInterface } from 'node:readline/promises';
import type { Cli } from '../cli.ts';

/** Asks a person. Anything but `y` and `yes` is no. */
export async function confirm({ input, err }: Pick<Cli, 'input' | 'err'>, question: string): Promise<boolean> {
  err.write(`${question} [y/N] `);
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return /^y(es)?$/i.test(line.trim());
    err.line();
    return false; // The input ended.
  } finally {
    lines.close();
  }
}
