import { type Problem, ProblemsError } from '../problem.ts';
import { PlanFault } from './environment.ts';

/** Gathers what is wrong, so that one run tells more than the first fault. */
export class Findings {
  readonly #problems = new Map<string, Problem>();

  add(problems: readonly Problem[]): void {
    for (const problem of problems) {
      this.#problems.set([problem.file, problem.line, problem.column, problem.message].join('\n'), problem);
    }
  }

  /** The value, or undefined with its faults noted. */
  attempt<T>(compute: () => T): T | undefined {
    try {
      return compute();
    } catch (error) {
      if (error instanceof PlanFault) this.add([error.problem]);
      else if (error instanceof ProblemsError) this.add(error.problems);
      else throw error;
      return undefined;
    }
  }

  /** @throws ProblemsError when something was found. */
  stop(): void {
    if (this.#problems.size > 0) throw new ProblemsError([...this.#problems.values()]);
  }
}
