import type { Problem } from '../../../infra/problem.ts';
import { placeOf } from '../build/read.ts';
import type { Source } from '../expanded.ts';
import { nearest } from '../nearest.ts';
import { problemAt } from '../problem-at.ts';
import type { Checked } from './facts.ts';
import { ancestorsOf, stepLists } from './walk.ts';

interface GraphNode {
  readonly name: string;
  readonly dependsOn: readonly string[];
  readonly source: Source;
}

/** Names that are there twice, and dependencies on what is not there, on itself or in a circle. */
export function checkGraph({ pipeline: { stages } }: Checked): readonly Problem[] {
  return [
    ...checkNodes(stages, 'stage', 'stage'),
    ...stages.flatMap(({ jobs }) => checkNodes(jobs, 'job', 'job')),
    ...stages.flatMap(({ jobs }) => jobs.flatMap((job) => stepLists(job).flatMap(([, steps]) => stepNames(steps)))),
  ];
}

function checkNodes(nodes: readonly GraphNode[], what: string, key: string): readonly Problem[] {
  const names = nodes.map(({ name }) => name);
  const otherOf = (name: string) => {
    const first = nodes.find((node) => node.name === name)?.source;
    return first === undefined ? '' : `${first.file}:${first.line}`;
  };
  const duplicates = nodes.filter(({ name }, index) => names.indexOf(name) < index);
  return [
    ...duplicates.map(({ name, source }) =>
      problemAt(placeOf(source, key), 'duplicate-name', `There are two ${what}s '${name}' (${otherOf(name)})`),
    ),
    ...nodes.flatMap((node) => checkDependencies(node, nodes, what)),
  ];
}

function checkDependencies(node: GraphNode, nodes: readonly GraphNode[], what: string): readonly Problem[] {
  const names = nodes.map(({ name }) => name);
  const places = new Map(
    nodes.filter((other) => other !== node).map((other) => [other.name, placeOf(other.source, what)]),
  );
  const problems = node.dependsOn.flatMap((name, index): Problem[] => {
    const place = 'dependsOn[0]' in node.source.keys ? `dependsOn[${index}]` : 'dependsOn';
    const at = placeOf(node.source, place);
    const say = (code: string, message: string) => [problemAt(at, code, message)];
    if (name === node.name) return say('self-dependency', `'${name}' depends on itself`);
    if (!names.includes(name))
      return say('unknown-dependency', `There is no ${what} '${name}'${nearest(name, [...places.keys()], places)}`);
    if (node.dependsOn.indexOf(name) < index) return say('duplicate-name', `'${name}' is there twice`);
    return [];
  });
  if (problems.length > 0 || !ancestorsOf(nodes, node).has(node.name)) return problems;
  const at = placeOf(node.source, 'dependsOn');
  return [problemAt(at, 'dependency-cycle', `'${node.name}' waits for itself: ${circle(nodes, node).join(' → ')}`)];
}

/** The way from a node back to itself. */
function circle(nodes: readonly GraphNode[], node: GraphNode): readonly string[] {
  const way = (at: GraphNode, path: readonly string[]): readonly string[] | undefined => {
    for (const name of at.dependsOn) {
      if (name === node.name) return [...path, name];
      const next = nodes.find((other) => other.name === name);
      if (next === undefined || path.includes(name)) continue;
      const found = way(next, [...path, name]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return way(node, [node.name]) ?? [node.name];
}

const stepNames = (steps: readonly { readonly name?: string; readonly source: Source }[]) =>
  steps
    .filter(({ name }, index) => name !== undefined && steps.findIndex((other) => other.name === name) < index)
    .map(({ name = '', source }) =>
      problemAt(placeOf(source, 'name'), 'duplicate-name', `There are two steps '${name}' in one job`),
    );
