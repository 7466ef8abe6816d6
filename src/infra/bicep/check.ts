import type { Problem } from '../problem.ts';
import { beside } from './beside.ts';
import { checkCycles } from './check/cycles.ts';
import { type Checked, declarationsOf, treesOf } from './check/declared.ts';
import { checkDecorators } from './check/decorators.ts';
import { checkDoubles } from './check/doubles.ts';
import { checkModules } from './check/modules.ts';
import { checkNames } from './check/names.ts';
import { checkParameterFile } from './check/parameters.ts';
import { checkResources } from './check/resources.ts';
import { checkSecrets } from './check/secrets.ts';
import { checkStyle } from './check/style.ts';
import { checkUnused } from './check/unused.ts';
import { type Levels, levelsFor } from './levels.ts';
import { parseBicep } from './parse.ts';

const checks = [
  ...[checkNames, checkDoubles, checkDecorators, checkResources, checkModules, checkParameterFile, checkCycles],
  ...[checkUnused, checkStyle, checkSecrets],
];

/**
 * Everything about .bicep and .bicepparam files that needs no resource types: syntax, names, calls, decorators, modules and parameter files,
 * cycles, and the official linter's rules with the levels of bicepconfig.json; `#disable-next-line` counts.
 *
 * @param files paths relative to the repository.
 * @param read the text of such a path; it throws where there is no file.
 */
export function checkSyntaxAndNames({
  files,
  read,
}: {
  readonly files: readonly string[];
  readonly read: (file: string) => string;
}): Problem[] {
  const trees = treesOf(read);
  const exists = (path: string) => {
    if (/\.bicep(param)?$/.test(path)) return trees(path) !== undefined;
    try {
      read(path);
      return true;
    } catch {
      return false;
    }
  };
  return files.flatMap((file) => {
    const { tree, problems } = parseBicep(read(file), file);
    const checked: Checked = {
      tree,
      declared: declarationsOf(tree),
      beside: (path) => trees(beside(file, path)),
      exists: (path) => exists(beside(file, path)),
    };
    // Below a declaration that could not be read, what it declares is missing: names say nothing then.
    const found = problems.length > 0 ? problems : checks.flatMap((check) => check(checked));
    const levels = levelsFor(file, read);
    return found
      .filter(({ line, code }) => !(tree.silenced.get(line)?.has(code) ?? false))
      .flatMap((problem) => leveled(problem, levels));
  });
}

function leveled(problem: Problem, levels: Levels): readonly Problem[] {
  const level = levels.get(problem.code);
  if (level === 'off' || level === 'info') return [];
  return [level === undefined ? problem : { ...problem, severity: level }];
}
