import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openProject, type Project } from '../../../src/infra/checks/project.ts';
import { allMutations } from '../../../src/infra/mutants/all-mutations.ts';
import { chooseMutations, type Mutation } from '../../../src/infra/mutants/mutation.ts';
import { reachOf } from '../../../src/infra/mutants/reach.ts';
import { runMutant } from '../../../src/infra/mutants/run-mutant.ts';

const root = path.resolve(import.meta.dirname, '../../..');

describe('faults put into the files of infra/', () => {
  let project: Project;
  let all: readonly Mutation[];
  beforeAll(() => {
    project = openProject(root);
    all = allMutations(project);
  });

  it('are of many kinds, and each change is a change', () => {
    const kinds = new Set(all.map(({ kind }) => kind));

    expect(kinds.size).toBeGreaterThanOrEqual(12);
    expect(all.length).toBeGreaterThanOrEqual(300);
    expect(
      all.filter(({ file, start, end, replacement }) => project.read(file).slice(start, end) === replacement),
    ).toEqual([]);
  });

  it('are chosen by the seed alone, from every kind', () => {
    const chosen = chooseMutations(all, 60, 7);

    expect(chooseMutations(all, 60, 7)).toEqual(chosen);
    expect(chooseMutations(all, 60, 8)).not.toEqual(chosen);
    expect(new Set(chosen.map(({ kind }) => kind)).size).toBe(Math.min(60, new Set(all.map(({ kind }) => kind)).size));
  });

  // 60 of the 400 that `npm run infra:mutants` takes, which asks for 95 of 100: a sample so small varies by a few.
  it('are found at the declaration that was changed, or at one that its value reaches, 9 of 10', () => {
    const reach = reachOf(project.files, project.read);
    const outcomes = chooseMutations(all, 60, 7).map((mutation) => runMutant(project, mutation, reach));

    const survivors = outcomes
      .filter(({ found }) => !found?.isInPlace)
      .map(({ mutation, before, after }) => ({ ...mutation, before, after }));

    expect(survivors.length, JSON.stringify(survivors, undefined, 2)).toBeLessThanOrEqual(6);
  });
});
