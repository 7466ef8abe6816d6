import { type Plan, planTemplate } from '../../../src/infra/plan/plan.ts';
import type { PlanOptions } from '../../../src/infra/plan/plan-options.ts';
import type { Value } from '../../../src/infra/plan/value.ts';
import { ProblemsError } from '../../../src/infra/problem.ts';

/** Files of a test, by path; a text alone is main.bicep. */
export type Files = string | Readonly<Record<string, string>>;

/** The plan of main.bicep. */
export function planOf(files: Files, options: Partial<PlanOptions> = {}): Plan {
  return planTemplate({ template: 'main.bicep', read: readerOf(files), ...options });
}

/** The outputs of a template that has no resources. */
export function outputsOf(files: Files, options: Partial<PlanOptions> = {}): Readonly<Record<string, Value>> {
  return planOf(files, options).outputs;
}

/** The value of one expression. */
export function valueOf(expression: string): Value | undefined {
  return outputsOf(`output it any = ${expression}`)['it'];
}

/** `line: code: message` of each problem that keeps the plan from being made. */
export function faultsOf(files: Files, options: Partial<PlanOptions> = {}): string[] {
  try {
    planOf(files, options);
  } catch (error) {
    if (error instanceof ProblemsError)
      return error.problems.map(({ file, line, code, message }) => `${file}:${line}: ${code}: ${message}`);
    throw error;
  }
  return [];
}

export function readerOf(files: Files): (path: string) => string {
  const texts: Readonly<Record<string, string>> = typeof files === 'string' ? { 'main.bicep': files } : files;
  return (path) => {
    const text = texts[path];
    if (text === undefined) throw new Error(`ENOENT: ${path}`);
    return text;
  };
}
