import type { Problem } from '../../../infra/problem.ts';
import { problemAt } from '../problem-at.ts';
import type { YamlFiles } from '../source/files.ts';
import { entryOf, type MapNode } from '../source/node.ts';
import { checkShape } from './check-shape.ts';
import { extendedFile, pipeline, templateFile } from './pipeline-shapes.ts';

/** Checks a pipeline's files as they are written, also what stands in branches that are not taken, and then the expanded document. */
export function checkDocuments(files: YamlFiles, document: MapNode): readonly Problem[] {
  const [main, ...templates] = files.names;
  const written = [main, ...templates].flatMap((file) => {
    const node = file === undefined ? undefined : files.open(file);
    if (node === undefined || node === 'missing' || node.kind !== 'map') return [];
    if (file === main) return [...checkShape(node, pipeline), ...oneBody(node, 'a pipeline')];
    const isExtended = (['resources', 'pool', 'extends'] as const).some((key) => entryOf(node, key) !== undefined);
    return [...checkShape(node, isExtended ? extendedFile : templateFile), ...oneBody(node, 'a template')];
  });
  return [...written, ...checkShape(document, { ...pipeline, keys: withoutParameters })];
}

const withoutParameters = Object.fromEntries(Object.entries(pipeline.keys).filter(([key]) => key !== 'parameters'));

const bodies = ['stages', 'jobs', 'steps', 'extends'];

/** Exactly one of stages, jobs, steps and extends; a template may be of variables. */
function oneBody(node: MapNode, what: string): readonly Problem[] {
  const found = node.entries.filter(({ key }) => bodies.includes(key));
  if (found.length > 1)
    return found
      .slice(1)
      .map(({ key, keyAt }) => problemAt(keyAt, 'type', `'${key}' cannot stand beside '${found[0]?.key ?? ''}'`));
  if (found.length === 1 || (what === 'a template' && entryOf(node, 'variables') !== undefined)) return [];
  return [problemAt(node.at, 'missing-key', `${what} needs one of ${bodies.join(', ')}`)];
}
