import { printProblem, type Problem } from '../../infra/problem.ts';
import { buildPipeline } from './build/pipeline.ts';
import type { ExpandedPipeline, Position } from './expanded.ts';
import { checkDocuments } from './schema/check-documents.ts';
import { predefined, predefinedNames } from './predefined-variables.ts';
import { problemAt } from './problem-at.ts';
import { readFrom, YamlFiles, type ReadText, type YamlCache } from './source/files.ts';
import { textOf, toNode, valueOf, type MapNode, type Node } from './source/node.ts';
import { enterTemplate } from './template/enter-template.ts';
import { expand } from './template/expand.ts';
import { bindParameters } from './template/parameters.ts';
import type { TemplateScope } from './template/scope.ts';

export interface ExpandOptions {
  /** The repository. */
  readonly root: string;
  /** From the root, with `/`: `pipelines/release.yml`. */
  readonly file: string;
  /** What the run is started with; the rest are defaults. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Predefined variables of the run that `${{ variables… }}` may see: `Build.SourceBranch` … */
  readonly variables?: Readonly<Record<string, string>>;
  /** Reads a file by its path from the root; from the disk when not given. */
  readonly read?: ReadText;
  /** For who expands the same files many times. */
  readonly cache?: YamlCache;
}

export interface Expansion {
  /** Absent when the file cannot be read as a pipeline at all. With problems it is as good as could be made. */
  readonly pipeline?: ExpandedPipeline;
  readonly problems: readonly Problem[];
  /** Every file that the pipeline is made of, itself first. */
  readonly files: readonly string[];
}

/** Expands a pipeline as Azure Pipelines does before a run (parameters, variables, templates, `${{ }}`), and checks every key and value. */
export function expandPipeline({ root, file, parameters = {}, variables = {}, read, cache }: ExpandOptions): Expansion {
  const files = new YamlFiles(read ?? readFrom(root), cache);
  const start: Position = { file, line: 1, column: 1 };
  const opened = files.open(file);
  const failed = (code: string, message: string): Expansion => ({
    problems: [...files.problems, problemAt(start, code, message)],
    files: [file],
  });
  if (opened === 'missing') return failed('missing-pipeline', `There is no pipeline ${file}`);
  if (opened.kind !== 'map') return failed('type', 'A pipeline is a map: trigger, stages …');

  const problems: Problem[] = [];
  const call = callWith(toNode({ parameters }, start), start);
  const bound = bindParameters({ declared: valueOf(opened, 'parameters'), call, file, scope: { problems } });
  const scope: TemplateScope = {
    file,
    files,
    names: new Map<string, Node>([
      ['parameters', bound],
      ['variables', predefinedValues(variables, start)],
    ]),
    problems,
    includes: [file],
  };
  const expanded = expandDocument(opened, scope);
  return {
    pipeline: buildPipeline(expanded, file, bound),
    problems: distinct([...files.problems, ...checkDocuments(files, expanded), ...problems]),
    files: files.names,
  };
}

/** What is wrong where it is written is often wrong again after the expansion; it is said once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [printProblem(problem), problem])).values()];
}

const callWith = (node: Node, at: Position): MapNode => (node.kind === 'map' ? node : { kind: 'map', entries: [], at });

/** Those that have a value when the YAML is expanded; empty when the run does not say it. */
function predefinedValues(given: Readonly<Record<string, string>>, at: Position): MapNode {
  const empty = predefinedNames.filter((name) => predefined(name) === 'expand').map((name) => [name, ''] as const);
  return callWith(toNode({ ...Object.fromEntries(empty), ...given }, { ...at, file: '' }), at);
}

/** The document without `parameters`; where it extends a template, that template's keys take the place of `extends`. */
function expandDocument(node: MapNode, scope: TemplateScope): MapNode {
  const own = expand({ ...node, entries: node.entries.filter(({ key }) => key !== 'parameters') }, scope);
  if (own.kind !== 'map') return { kind: 'map', entries: [], at: node.at };
  const extended = valueOf(own, 'extends');
  if (extended?.kind !== 'map' || textOf(valueOf(extended, 'template')) === undefined) return own;
  const template = enterTemplate(extended, scope, 'extends');
  if (template?.content?.kind !== 'map') return own;
  const inner = expandDocument(template.content, template.scope);
  return { ...own, entries: [...inner.entries, ...own.entries.filter(({ key }) => key !== 'extends')] };
}
