import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ReleaseError } from '../run-program.ts';

const Decision = z.strictObject({
  /** Absent: whatever asks first. */
  environment: z.string().exactOptional(),
  decision: z.enum(['approve', 'reject', 'cancel', 'time-out']),
  by: z.string().default('approver'),
  comment: z.string().default(''),
});
export type PlannedDecision = z.infer<typeof Decision>;

/** What people will say, for rehearsals without people. @throws ReleaseError that names what is wrong in it. */
export async function readDecisions(path: string): Promise<PlannedDecision[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ReleaseError(`There is no file ${path}`);
  });
  const { data, error } = z.array(Decision).safeParse(parsed(text, path));
  if (!data) throw new ReleaseError(`${path} is not as it must be\n${z.prettifyError(error)}`);
  return data;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ReleaseError(`${path} is not JSON`, { cause });
  }
}

/** Takes the first decision that fits. */
export function takeDecision(decisions: PlannedDecision[], environment: string): PlannedDecision | undefined {
  const at = decisions.findIndex((one) => one.environment === undefined || one.environment === environment);
  return at < 0 ? undefined : decisions.splice(at, 1)[0];
}
