import { misspelled, type Mutant, type Random } from './mutant.ts';
import { change, withLine, without, type EntrySite, type SourceFile } from './site.ts';

/** Makes all mutants of one kind in a file. */
export type Mutator = (source: SourceFile, random: Random) => readonly Mutant[];

/** Maps whose keys are free: a slip there is another name and no fault that can be seen. */
const isFree = ({ path, entry: { key } }: EntrySite) =>
  key.startsWith('${{') || /\.(env|default)(\.\[\])?$/.test(path) || /\.default\./.test(path);

const keyTypos: Mutator = (source, random) =>
  source.entries
    .filter((site) => !isFree(site))
    .flatMap(({ entry: { key, keyAt } }) => change(source, 'key', keyAt, `${key}:`, `${misspelled(key, random)}:`));

/** Keys that a thing cannot be without. */
const needed = new Set([
  'stages',
  'jobs',
  'steps',
  'environment',
  'strategy',
  'inlineScript',
  'scriptType',
  'scriptLocation',
  'azureSubscription',
  'testResultsFiles',
  'source',
  'azure',
  'evidence',
  'name',
  'type',
]);

const missingKeys: Mutator = (source) =>
  source.entries
    .filter(
      ({ entry, path }) =>
        needed.has(entry.key) && !isFree({ entry, path, parent: { kind: 'map', entries: [], at: entry.keyAt } }),
    )
    .filter(
      ({ entry, parent, path }) =>
        (entry.key !== 'name' && entry.key !== 'type') ||
        (path.endsWith('parameters.[]') && parent.entries.length > 1 && entry.key === 'name'),
    )
    .flatMap((site) => without(source, 'missing key', site));

/** One line moved by a space or two. What reads the same is left out by the caller. */
const indentation: Mutator = (source, random) =>
  source.lines.flatMap((line, index) => {
    if (!/^\s+\S/.test(line) || line.trim().startsWith('#')) return [];
    const moved = random() < 0.5 ? ` ${line}` : line.replace(/^ {1,2}/, '');
    const number = index + 1;
    const what = `'${line.trim().slice(0, 40)}' by ${moved.length - line.length} space`;
    return [
      {
        kind: 'indentation',
        file: source.file,
        lines: [number - 1, number, number + 1],
        what,
        text: withLine(source, number, moved),
      },
    ];
  });

const directives: Mutator = (source, random) =>
  source.entries
    .filter(({ entry }) => entry.key.startsWith('${{'))
    .flatMap(({ entry: { key, keyAt } }) => {
      const word = /\$\{\{\s*(\w+)/.exec(key)?.[1] ?? '';
      const broken = random() < 0.4 ? key.replace('}}', '}') : key.replace(word, misspelled(word, random));
      return change(source, 'directive', keyAt, key, broken);
    });

/** Names inside `${{ }}`: functions, parameters, the variable of an `each`. */
const templateExpressions: Mutator = (source, random) =>
  source.lines.flatMap((line, index) =>
    [...line.matchAll(/\$\{\{[^}]*\}\}/g)].flatMap((match) => {
      const names = [
        ...match[0].matchAll(/(?<!')\b(parameters\.\w+|variables\.\w+|eq|ne|gt|and|or|not|length|in)\b(?!')/g),
      ];
      return names.flatMap(({ 1: name = '' }) => {
        const [head, tail] = name.split('.');
        const to = tail === undefined ? misspelled(name, random) : `${head ?? ''}.${misspelled(tail, random)}`;
        const at = { file: source.file, line: index + 1, column: match.index + 1 };
        return change(source, 'expression', at, name, to);
      });
    }),
  );

const duplicates: Mutator = (source) =>
  source.entries
    .filter(({ entry }) => ['displayName', 'jobs', 'dependsOn', 'condition', 'environment'].includes(entry.key))
    .flatMap(({ entry }) => {
      const line = source.lines[entry.keyAt.line - 1] ?? '';
      if (!line.trim().startsWith(`${entry.key}:`)) return [];
      const number = entry.keyAt.line;
      const text = withLine(source, number, `${line.replace(/:.*$/, ': twice')}\n${line}`);
      return [
        { kind: 'duplicate key', file: source.file, lines: [number, number + 1], what: `'${entry.key}' twice`, text },
      ];
    });

/**
 * Lines that may go and leave a pipeline that is right: a default says the same (`dependsOn` of the stage before, one more branch of a list of
 * values), it is a limit or a title, or it narrows what is downloaded.
 */
const spare =
  /^\s*(- group|batch|timeoutInMinutes|fetchDepth|testRunTitle|values|dependsOn|pool|condition: and\(succeeded|failTaskOnMissingResultsFile|artifact|buildType|itemPattern|targetPath|displayName: .* (inside its network|before a person is asked)|displayName: \$\{\{|- job:|displayName: (Check, test, package|Train and test)$)/;

/** One line taken away. */
const lines: Mutator = (source) =>
  source.lines.flatMap((line, index) => {
    if (line.trim() === '' || line.trim().startsWith('#') || spare.test(line)) return [];
    const number = index + 1;
    const what = `without '${line.trim().slice(0, 60)}'`;
    const near = [number - 1, number, number + 1];
    return [{ kind: 'line', file: source.file, lines: near, what, text: withLine(source, number, undefined) }];
  });

/** Faults in what any YAML of Azure Pipelines is made of. */
export const textKinds: Readonly<Record<string, Mutator>> = {
  key: keyTypos,
  'missing key': missingKeys,
  indentation,
  line: lines,
  directive: directives,
  expression: templateExpressions,
  'duplicate key': duplicates,
};
