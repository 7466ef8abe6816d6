import { printProblem, type Problem } from '../../../infra/problem.ts';
import { expandPipeline } from '../expand-pipeline.ts';
import type { ExpandedPipeline } from '../expanded.ts';
import { YamlFiles, type ReadText, type YamlCache } from '../source/files.ts';
import { textOf, valueOf, type Node } from '../source/node.ts';
import { checkApprovals } from './approvals.ts';
import { checkApprovedRelease } from './approved-release.ts';
import { checkArtifacts } from './artifacts.ts';
import { checkCommands } from './commands.ts';
import { checkConditions } from './conditions.ts';
import type { Checked, Facts, ProjectFacts } from './facts.ts';
import { checkGraph } from './graph.ts';
import { checkReferences } from './references.ts';
import { checkHouseRules } from './house-rules.ts';
import { checkReleaseNeeds } from './release-needs.ts';
import { checkReleaseRules } from './release-rules.ts';
import { checkReleaseTargets } from './release-targets.ts';
import { checkResources } from './resources.ts';
import { checkSecrets } from './secrets.ts';
import { checkTasks } from './tasks.ts';
import { checkUnusedParameters, checkUnusedVariables } from './unused.ts';
import { checkMacros } from './variables.ts';

const checks: readonly ((checked: Checked) => readonly Problem[])[] = [
  checkGraph,
  checkReferences,
  checkConditions,
  checkMacros,
  checkSecrets,
  checkTasks,
  checkResources,
  checkArtifacts,
  checkCommands,
  checkApprovals,
  checkReleaseRules,
  checkReleaseNeeds,
  checkReleaseTargets,
  checkApprovedRelease,
  checkHouseRules,
];

export interface CheckOptions {
  readonly read: ReadText;
  readonly devops: ProjectFacts;
  readonly facts: Omit<Facts, 'pipelines' | 'devops'>;
  /** Files in `pipelines/` that nobody lists are problems. */
  readonly yamlFiles: readonly string[];
  /** For who checks the same files many times. */
  readonly cache?: YamlCache;
}

export interface CheckedPipelines {
  readonly problems: readonly Problem[];
  /** As they run with the parameters' defaults, by name. */
  readonly pipelines: Readonly<Record<string, ExpandedPipeline>>;
}

/**
 * Checks every pipeline of azure-devops.json, and each again for every other value that one of its parameters may have: so the branches of
 * `${{ if }}` are walked that the defaults do not take.
 */
export function checkPipelines({ read, devops, facts, yamlFiles, cache = new Map() }: CheckOptions): CheckedPipelines {
  const problems: Problem[] = [];
  const variants: { readonly name: string; readonly pipeline: ExpandedPipeline }[] = [];
  const pipelines: Record<string, ExpandedPipeline> = {};
  const used = new Set<string>();
  for (const [name, { yaml }] of Object.entries(devops.pipelines)) {
    for (const parameters of [{}, ...otherValues(new YamlFiles(read, cache), yaml)]) {
      const expansion = expandPipeline({ root: '', file: yaml, parameters, read, cache });
      problems.push(...expansion.problems);
      for (const file of expansion.files) used.add(file);
      if (expansion.pipeline === undefined) continue;
      variants.push({ name, pipeline: expansion.pipeline });
      pipelines[name] ??= expansion.pipeline;
    }
  }
  const all: Facts = { ...facts, devops, pipelines };
  for (const { name, pipeline } of variants)
    for (const check of checks) problems.push(...check({ pipeline, name, facts: all }));
  const files = new YamlFiles(read, cache);
  for (const file of used) files.open(file);
  problems.push(
    ...checkUnusedVariables(
      variants.map(({ pipeline }) => pipeline),
      files,
    ),
    ...checkUnusedParameters(files),
    ...yamlFiles.filter((file) => !used.has(file)).map(unusedFile),
  );
  return { problems: sorted(problems), pipelines };
}

const unusedFile = (file: string): Problem => ({
  file,
  line: 1,
  column: 1,
  code: 'unused-file',
  message: 'No pipeline of azure-devops.json uses this file',
  severity: 'error',
});

/** The parameters' other values, one at a time. */
function otherValues(files: YamlFiles, file: string): readonly Readonly<Record<string, string>>[] {
  const node = files.open(file);
  const declared = node === 'missing' ? undefined : valueOf(node, 'parameters');
  if (declared?.kind !== 'list') return [];
  return declared.items.flatMap((item) => {
    const name = textOf(valueOf(item, 'name'));
    if (name === undefined) return [];
    const initial = textOf(valueOf(item, 'default'));
    return valuesOf(item)
      .filter((value) => value !== initial)
      .map((value) => ({ [name]: value }));
  });
}

function valuesOf(item: Node): readonly string[] {
  const values = valueOf(item, 'values');
  if (values?.kind === 'list') return values.items.map((value) => textOf(value) ?? '');
  return textOf(valueOf(item, 'type')) === 'boolean' ? ['true', 'false'] : [];
}

/** Each once, in the order of the files. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  const distinct = [...new Map(problems.map((problem) => [printProblem(problem), problem])).values()];
  return distinct.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
