import { misspelled, type Mutant } from './mutant.ts';
import { change, replaceAt, without, type ScalarSite, type SourceFile } from './site.ts';
import type { Mutator } from './text-kinds.ts';

const isScript = ({ key }: ScalarSite) => key === 'script' || key === 'inlineScript';

const scripts = (source: SourceFile) => source.scalars.filter(isScript);

/** What a pattern's first group finds in the scripts, misspelled. */
const inScripts =
  (kind: string, pattern: RegExp): Mutator =>
  (source, random) =>
    scripts(source).flatMap(({ node, value }) =>
      [...value.matchAll(pattern)].flatMap((match) => {
        const { 0: whole, 1: name = '' } = match;
        return change(source, kind, node.at, whole, whole.replace(name, misspelled(name, random)));
      }),
    );

/** `run:` of the steps that are given to the template of a deployment. */
const inRuns =
  (kind: string, pattern: RegExp): Mutator =>
  (source, random) =>
    source.scalars
      .filter(({ key, value }) => key === 'run' && !value.includes('${{'))
      .flatMap(({ node, value }) => {
        const name = pattern.exec(value)?.[1];
        return name === undefined
          ? []
          : change(source, kind, node.at, value, value.replace(name, misspelled(name, random)));
      });

const variables: Mutator = (source, random) =>
  source.scalars.flatMap(({ node, value }) =>
    [...value.matchAll(/\$\(([\w.-]+)\)/g)].flatMap(({ 0: whole, 1: name = '' }) =>
      change(source, 'undefined variable', node.at, whole, `$(${misspelled(name, random)})`),
    ),
  );

const secrets: Mutator = (source) =>
  scripts(source).flatMap(({ node, value }) =>
    ['$(System.AccessToken)', '$(release-webhook)', '--password hunter2hunter2'].flatMap((secret): Mutant[] => {
      if (secret.includes('webhook') && source.file.endsWith('ci.yml')) return [];
      const end = value.trimEnd().split('\n')[0] ?? '';
      const text = replaceAt(source, node.at, end, `${end} ${secret}`);
      return text === undefined
        ? []
        : [{ kind: 'secret in a script', file: source.file, lines: [node.at.line], what: `+ ${secret}`, text }];
    }),
  );

/** Conditions that never hold, or hold when they must not. */
const conditions: Mutator = (source, random) =>
  source.scalars
    .filter(({ key }) => key === 'condition')
    .flatMap(({ node, value }): Mutant[] => {
      const swap = (from: string, to: string) =>
        value.includes(from) ? change(source, 'condition', node.at, value, value.replace(from, to)) : [];
      const name = /dependencies\.(\w+)/.exec(value)?.[1];
      return [
        ...change(source, 'condition', node.at, value, `and(${value}, failed(), succeeded())`),
        ...change(source, 'condition', node.at, value, `and(${value}, eq(variables['Build.Reason'], 'PullRequst'))`),
        ...change(source, 'condition', node.at, value, value.slice(0, -1)),
        ...change(source, 'condition', node.at, value, `${value} and true`),
        ...swap('always', 'alway'),
        ...swap('succeeded', 'suceeded'),
        ...swap('notIn', 'in'),
        ...swap("'Succeeded'", "'Suceeded'"),
        ...swap("'Skipped'", "'Skiped'"),
        ...swap('always(), ', 'succeeded(), '),
        ...(name === undefined ? [] : swap(`dependencies.${name}`, `dependencies.${misspelled(name, random)}`)),
        ...swap('.result', '.results'),
        ...swap('.outputs[', '.output['),
      ];
    });

/** `outputs['job.step.variable']`: one of its names, or the stage's or job's before it. */
const outputs: Mutator = (source, random) =>
  source.scalars
    .filter(({ value }) => value.includes('.outputs['))
    .flatMap(({ node, value }) =>
      [...value.matchAll(/ependencies\.([\w.]+)\.outputs\['([\w.]+)'\]/g)].flatMap(({ 1: path = '', 2: key = '' }) =>
        [...path.split('.'), ...key.split('.')].flatMap((name) =>
          change(source, 'output', node.at, value, value.replace(name, misspelled(name, random))),
        ),
      ),
    );

/** A step's name that an output is read by. */
const stepNames: Mutator = (source, random) =>
  source.scalars
    .filter(
      ({ key, value }) =>
        key === 'name' && (value === 'verify' || (value === 'models' && source.file.endsWith('train.yml'))),
    )
    .flatMap(({ node, value }) => change(source, 'step name', node.at, value, misspelled(value, random)));

/** What a release promises: the order of its steps, the digest that was approved, who is asked and when, what a rejection leaves. */
const releaseRules: Mutator = (source) => {
  const swap = (from: string, to: string) =>
    source.scalars
      .filter(({ value }) => value.startsWith(from))
      .flatMap(({ node, value }) => change(source, 'release rule', node.at, value, value.replace(from, to)));
  const withdraw =
    source.scalars.find(({ key, value }) => key === 'stage' && value === 'withdraw')?.node.at.line ?? Infinity;
  const own = source.file.endsWith('release.yml') ? 'docscore-prod' : 'docscore-prod-models';
  return [
    ...swap('deploy-events', 'deploy-code --app live'),
    ...swap('deploy-code --app live', 'deploy-events'),
    ...swap('npm run --silent release -- verify', 'npm run --silent release -- finish --environment dev'),
    ...swap('and(succeeded(), ', 'and(always(), '),
    ...source.entries
      .filter(({ entry: { key } }) => key === 'expect')
      .flatMap((site) => without(source, 'release rule', site)),
    ...source.entries
      .filter(({ entry: { key, keyAt } }) => key === 'condition' && keyAt.line > withdraw)
      .flatMap((site) => without(source, 'release rule', site)),
    ...source.scalars
      .filter(({ key, node }) => key === 'environment' && node.at.line > withdraw)
      .flatMap(({ node, value }) => change(source, 'release rule', node.at, value, own)),
  ];
};

/** Faults in what steps run and in what conditions read. */
export const scriptKinds: Readonly<Record<string, Mutator>> = {
  'npm script': inScripts('npm script', /npm run (?:--silent )?([\w:]+)/g),
  'npm verb': inScripts('npm verb', /npm (ci|sbom|run)\b/g),
  option: inScripts('option', /release -- .*?--(drop|evidence|environment|expect)/g),
  'release step': inRuns('release step', /^([\w-]+)/),
  'step option': inRuns('step option', /--([\w-]+)/),
  'undefined variable': variables,
  'secret in a script': secrets,
  condition: conditions,
  output: outputs,
  'step name': stepNames,
  'release rule': releaseRules,
};
