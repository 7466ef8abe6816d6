import { spawnSync } from 'node:child_process';
import { join, relative, sep } from 'node:path';
import type { ItemObject } from '../plan/item.ts';
import type { Plan } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { compareCompiled } from './compare.ts';

interface OfficialOptions {
  /** Absolute path of the repository. */
  readonly root: string;
  /** The compiler: a path, or a name on the path. */
  readonly bicep: string;
  /** What was planned: the template's path in the repository, and the plan. */
  readonly plans: readonly { readonly template: string; readonly plan: Plan }[];
}

/**
 * Asks the official Bicep compiler, where it is installed: its errors and warnings, and whether what it makes equals the plans.
 *
 * @returns undefined when there is no compiler.
 */
export function officialProblems({
  root,
  bicep,
  plans,
}: OfficialOptions): { readonly version: string; readonly problems: readonly Problem[] } | undefined {
  const version = spawnSync(bicep, ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) return undefined;
  const problems = [...new Set(plans.map(({ template }) => template))].flatMap((template) => {
    const { stdout, stderr, status } = spawnSync(bicep, ['build', join(root, template), '--stdout'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const told = diagnosticsOf(stderr, root);
    if (status !== 0)
      return told.length > 0
        ? told
        : [failed(template, `bicep build ended with ${status ?? 'a signal'}: ${stderr.trim()}`)];
    const compiled = JSON.parse(stdout) as ItemObject;
    return [
      ...told,
      ...plans.flatMap((each) => (each.template === template ? compareCompiled(template, compiled, each.plan) : [])),
    ];
  });
  return { version: version.stdout.trim(), problems };
}

/** `/repository/infra/main.bicep(3,7) : Warning no-unused-params: Parameter "x" is declared but never used. [https://…]`. */
export function diagnosticsOf(stderr: string, root: string): Problem[] {
  return [
    ...stderr.matchAll(/^(.+)\((\d+),(\d+)\) : (Error|Warning|Info) ([\w-]+): (.*?)(?: \[https?:[^\]]*\])?\r?$/gm),
  ].flatMap((found): Problem[] => {
    const [, file = '', line, column, level, code = '', message = ''] = found;
    if (level === 'Info') return [];
    const path = relative(root, file).split(sep).join('/');
    return [
      {
        file: path,
        line: Number(line),
        column: Number(column),
        code,
        message,
        severity: level === 'Error' ? 'error' : 'warning',
      },
    ];
  });
}

function failed(file: string, message: string): Problem {
  return { file, line: 1, column: 1, code: 'compiler', message, severity: 'error' };
}
