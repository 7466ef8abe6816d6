import { z } from 'zod';

/** What the program `az` asks the stand-in. */
export const Question = z.object({
  args: z.array(z.string()),
  /** Relative paths in the arguments are below it. */
  folder: z.string(),
  /** Service connection that the step signed in with; empty: none. */
  connection: z.string(),
  /** Of the process: parameter files read some. */
  env: z.record(z.string(), z.string()),
});
export type Question = z.infer<typeof Question>;

/** What the program then prints. */
export const Reply = z.object({ exitCode: z.int(), stdout: z.string(), stderr: z.string() });
export type Reply = z.infer<typeof Reply>;

/** Environment variables through which a step's `az` finds the stand-in. */
export const standInVariables = {
  url: 'AZ_STAND_IN_URL',
  connection: 'AZ_STAND_IN_CONNECTION',
  node: 'AZ_STAND_IN_NODE',
} as const;
