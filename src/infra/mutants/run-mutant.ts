import type { Project } from '../checks/project.ts';
import { runChecks } from '../checks/run-checks.ts';
import type { Problem } from '../problem.ts';
import { apply, type Mutation } from './mutation.ts';
import type { Reach } from './reach.ts';

/** What the checks say of one fault. */
export interface Outcome {
  readonly mutation: Mutation;
  /** 1-based line of the change. */
  readonly line: number;
  /** The line as it was and as it became. */
  readonly before: string;
  readonly after: string;
  /** Name of the check that found it, and its first error in the right place; absent: nothing found. */
  readonly found?: { readonly check: string; readonly problem: Problem; readonly isInPlace: boolean };
}

/** Runs the checks over the changed file, one after the other, until one finds an error where the fault is or where its value goes. */
export function runMutant(project: Project, mutation: Mutation, reach: Reach): Outcome {
  const original = project.read(mutation.file);
  const changed = apply(original, mutation);
  const read = (file: string) => (file === mutation.file ? changed : project.read(file));
  const line = original.slice(0, mutation.start).split('\n').length;
  const described = { mutation, line, before: lineAt(original, line), after: lineAt(changed, line) };
  let elsewhere: Outcome['found'];
  for (const { name, problems } of runChecks({ ...project, read })) {
    const errors = problems.filter(({ severity }) => severity === 'error');
    const isHere = (problem: Problem) =>
      (problem.file === mutation.file && problem.line === line) ||
      isNamed(original, mutation, problem) ||
      reach.has(mutation, problem);
    const inPlace = errors.find(isHere);
    if (inPlace) return { ...described, found: { check: name, problem: inPlace, isInPlace: true } };
    const [first] = errors;
    if (first) elsewhere ??= { check: name, problem: first, isInPlace: false };
  }
  return elsewhere ? { ...described, found: elsewhere } : described;
}

/**
 * A declaration that is gone has no line: then its name must be told, and the file in which it is missing. And what is not used any more is told where
 * it is declared.
 */
function isNamed(original: string, { file, start, end, replacement }: Mutation, problem: Problem): boolean {
  if (problem.file !== file) return false;
  const changed = original.slice(start, end);
  const gone = replacement === '' ? /\b(?:param|output) (\w+)/.exec(changed)?.[1] : undefined;
  const unused = problem.code.startsWith('no-unused-') ? /'(\w+)'/.exec(problem.message)?.[1] : undefined;
  const isWordIn = (name: string | undefined, text: string) =>
    name !== undefined && new RegExp(`\\b${name}\\b`).test(text);
  return isWordIn(gone, problem.message) || isWordIn(unused, changed);
}

const lineAt = (text: string, line: number) => (text.split('\n')[line - 1] ?? '').trim();
