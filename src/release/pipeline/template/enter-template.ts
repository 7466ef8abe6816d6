import { nearest } from '../nearest.ts';
import { problemAt, problemOf } from '../problem-at.ts';
import { templatePath } from '../source/files.ts';
import { entryOf, textOf, valueOf, type MapNode, type Node } from '../source/node.ts';
import { bindParameters } from './parameters.ts';
import type { TemplateScope } from './scope.ts';

/** What a template file is of, by its top key. */
const kinds = ['steps', 'jobs', 'stages', 'variables'] as const;
type TemplateKind = (typeof kinds)[number] | 'extends';

export interface EnteredTemplate {
  readonly kind: TemplateKind;
  /** The value of its top key, not yet expanded; of an `extends` the whole file. */
  readonly content: Node | undefined;
  readonly scope: TemplateScope;
}

/** Azure's limit of templates inside templates. Source: learn.microsoft.com/azure/devops/pipelines/process/templates#imposed-limits */
const DEEPEST = 100;

/**
 * Opens the template that `- template: path` (or `extends:`) names and binds its parameters.
 *
 * @param call The expanded map with `template` and `parameters`.
 * @returns undefined when it cannot be entered; the problem says why.
 */
export function enterTemplate(
  call: MapNode,
  scope: TemplateScope,
  asked: 'list' | 'extends' = 'list',
): EnteredTemplate | undefined {
  for (const { key, keyAt } of call.entries)
    if (!['template', 'parameters'].includes(key))
      scope.problems.push(
        problemAt(keyAt, 'unknown-key', `'${key}' cannot stand beside 'template'${nearest(key, ['parameters'])}`),
      );
  const named = valueOf(call, 'template') ?? call;
  const opened = openTemplate(textOf(named) ?? '', scope, asked);
  if ('code' in opened) {
    scope.problems.push(problemOf(named, opened.code, opened.message));
    return undefined;
  }
  const { file, node, kind } = opened;
  const parameters = bindParameters({ declared: valueOf(node, 'parameters'), call, file, scope });
  const variables = scope.names.get('variables');
  const names = new Map<string, Node>([['parameters', parameters]]);
  if (variables !== undefined) names.set('variables', variables);
  const content = kind === 'extends' ? node : valueOf(node, kind);
  return { kind, content, scope: { ...scope, file, names, includes: [...scope.includes, file] } };
}

interface Opened {
  readonly file: string;
  readonly node: MapNode;
  readonly kind: TemplateKind;
}

function openTemplate(
  path: string,
  scope: TemplateScope,
  asked: 'list' | 'extends',
): Opened | { readonly code: string; readonly message: string } {
  const [own = '', repository = 'self'] = path.split('@');
  if (repository !== 'self')
    return {
      code: 'unsupported',
      message: `Templates of another repository ('${repository}') are not supported here`,
    };
  const file = templatePath(scope.file, own);
  if (file === undefined) return { code: 'missing-template', message: `'${own}' leaves the repository` };
  const node = scope.files.open(file);
  if (node === 'missing') return { code: 'missing-template', message: `There is no template ${file}` };
  if (scope.includes.includes(file) || scope.includes.length >= DEEPEST)
    return { code: 'template-cycle', message: `${[...scope.includes, file].join(' → ')} never ends` };
  const map = node.kind === 'map' ? node : undefined;
  const kind = asked === 'extends' ? asked : kinds.find((key) => map !== undefined && entryOf(map, key) !== undefined);
  if (map === undefined || kind === undefined)
    return { code: 'empty-template', message: `${file} has none of ${kinds.join(', ')}` };
  return { file, node: map, kind };
}
