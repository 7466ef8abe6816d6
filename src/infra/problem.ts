/** Something wrong in a file that people write: found by a check, shown with its place. */
export interface Problem {
  /** Path relative to the repository, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** Dashed words: `unknown-property`; the official linter's own name where it has such a rule. */
  readonly code: string;
  /** A sentence that says what is wrong and, where it can, what would be right. */
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** Thrown where a result cannot be given because of faults in the files. */
export class ProblemsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(printProblem).join('\n'));
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}

/** One line, clickable in a terminal: `infra/main.bicep:12:3: error unknown-name: …`. */
export function printProblem({ file, line, column, severity, code, message }: Problem): string {
  return `${file}:${line}:${column}: ${severity} ${code}: ${message}`;
}
