import type { Problem } from '../../../infra/problem.ts';
import type { ExpandedPipeline, Position } from '../expanded.ts';
import { problemAt } from '../problem-at.ts';
import { macrosIn } from '../run/macros.ts';
import type { YamlFiles } from '../source/files.ts';
import { textOf, valueOf, type Node } from '../source/node.ts';
import { stepTexts } from './variables.ts';
import { jobsOf, stepsOf } from './walk.ts';

/** Variables of the YAML that none of the pipelines reads: a renamed one, or one of before. */
export function checkUnusedVariables(pipelines: readonly ExpandedPipeline[], files: YamlFiles): readonly Problem[] {
  const texts = files.names.flatMap((file) => textsOf(files.open(file)));
  const inExpressions = texts.flatMap((text) =>
    [...text.matchAll(/variables(?:\.|\[')([\w.-]+)/gi)].map(([, name]) => name?.toLowerCase() ?? ''),
  );
  const defined = new Map<string, { readonly name: string; readonly at: Position }>();
  const used = new Set<string>(inExpressions);
  for (const pipeline of pipelines) {
    const variables = [
      ...pipeline.variables,
      ...pipeline.stages.flatMap((stage) => stage.variables),
      ...jobsOf(pipeline).flatMap(({ job }) => job.variables),
    ].filter((variable) => variable.kind === 'value');
    for (const { name, at } of variables) defined.set(`${at.file}:${at.line}`, { name, at });
    const read = [
      ...variables.map(({ value }) => value),
      ...stepsOf(pipeline).flatMap(({ step }) => stepTexts(step).map(({ text }) => text)),
    ];
    for (const text of read) for (const { name } of macrosIn(text)) used.add(name.toLowerCase());
  }
  return [...defined.values()]
    .filter(({ name }) => !used.has(name.toLowerCase()))
    .map(({ name, at }) => problemAt(at, 'unused-variable', `Nothing reads the variable '${name}'`));
}

/** Parameters that their own file never reads. */
export function checkUnusedParameters(files: YamlFiles): readonly Problem[] {
  return files.names.flatMap((file) => {
    const node = files.open(file);
    if (node === 'missing') return [];
    const text = textsOf(node).join('\n');
    const declared = valueOf(node, 'parameters');
    return (declared?.kind === 'list' ? declared.items : []).flatMap((item) => {
      const name = textOf(valueOf(item, 'name')) ?? '';
      const isRead = new RegExp(`parameters(\\.|\\[')${name}\\b|convertToJson\\(parameters\\)`, 'i').test(text);
      return isRead
        ? []
        : [
            problemAt(
              valueOf(item, 'name')?.at ?? item.at,
              'unused-parameter',
              `Nothing in ${file} reads the parameter '${name}'`,
            ),
          ];
    });
  });
}

/** Every text of a file, keys too. */
function textsOf(node: Node | 'missing'): readonly string[] {
  if (node === 'missing') return [];
  if (node.kind === 'list') return node.items.flatMap(textsOf);
  if (node.kind === 'map') return node.entries.flatMap(({ key, value }) => [key, ...textsOf(value)]);
  return [textOf(node) ?? ''];
}
