import type { Problem } from '../../infra/problem.ts';
import { checkPipelines, type CheckOptions } from '../pipeline/checks/check-pipelines.ts';
import type { Mutant } from './mutant.ts';

/**
 * `place`: found, at the file and line of the fault; `named`: found where it does harm, and the message names the file and line of the fault;
 * `elsewhere`: found, at another line; `survives`: nobody noticed.
 */
export type Verdict = 'place' | 'named' | 'elsewhere' | 'survives';

export interface Judged {
  readonly mutant: Mutant;
  readonly verdict: Verdict;
  readonly problems: readonly Problem[];
}

/** With file and line. */
export const isFound = ({ verdict }: Judged) => verdict === 'place' || verdict === 'named';

/** Checks the pipelines with one fault in them. */
export function judge(mutant: Mutant, options: CheckOptions): Judged {
  const read = (file: string) => (file === mutant.file ? mutant.text : options.read(file));
  const { problems } = checkPipelines({ ...options, read });
  return { mutant, problems, verdict: verdictOf(mutant, problems) };
}

function verdictOf({ file, lines }: Mutant, problems: readonly Problem[]): Verdict {
  if (problems.some((problem) => problem.file === file && lines.includes(problem.line))) return 'place';
  const isNamed = ({ message }: Problem) => lines.some((line) => new RegExp(`${file}:${line}\\b`).test(message));
  if (problems.some(isNamed)) return 'named';
  return problems.length > 0 ? 'elsewhere' : 'survives';
}
