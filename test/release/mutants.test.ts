import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFound, judge } from '../../src/release/mutants/judge.ts';
import { kinds, makeMutants } from '../../src/release/mutants/make-mutants.ts';
import { repositoryFacts } from '../../src/release/pipeline/checks/repository-facts.ts';

const options = repositoryFacts(join(import.meta.dirname, '../..'));
const files = Object.fromEntries(options.yamlFiles.map((file) => [file, options.read(file) ?? '']));

describe('faults in the pipeline files', () => {
  it('are found with file and line: one of each kind', () => {
    const mutants = makeMutants(files, 11, Object.keys(kinds).length);

    const missed = mutants.map((mutant) => judge(mutant, options)).filter((judged) => !isFound(judged));

    expect(mutants.length).toBeGreaterThanOrEqual(30);
    // 19 of 20, as `npm run pipelines:mutants` demands of many more.
    expect(
      missed.map(({ mutant }) => `${mutant.kind} ${mutant.file} ${mutant.what}`).slice(Math.floor(mutants.length / 20)),
    ).toEqual([]);
    expect(missed.filter(({ verdict }) => verdict === 'survives')).toEqual([]);
  });

  it('are the same for the same seed', () => {
    const [first, again, other] = [3, 3, 4].map((seed) => makeMutants(files, seed, 20).map(({ what }) => what));

    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('change one file and leave the rest', () => {
    for (const { file, text, lines } of makeMutants(files, 5, 30)) {
      const [before = [], after] = [files[file]?.split('\n'), text.split('\n')];
      const first = before.findIndex((line, index) => line !== after[index]) + 1;
      expect(lines).toContain(first);
    }
  });
});
