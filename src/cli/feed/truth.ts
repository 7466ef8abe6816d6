import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { usageError } from '../exit.ts';

/** What a sample's answer must be, written beside it by whoever made it. */
export const Truth = z.object({
  state: z.enum(['scored', 'rejected']),
  /** The label that `document-type` must answer. */
  type: z.string().optional(),
  pages: z.int().optional(),
});
export type Truth = z.infer<typeof Truth>;

/** @throws CliError 2 that names the file. */
export async function readTruth(path: string): Promise<Truth> {
  try {
    return Truth.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    throw usageError(
      `${path} is no ground truth: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`,
    );
  }
}
