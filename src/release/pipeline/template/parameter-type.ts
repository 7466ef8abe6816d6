import { toNumber } from '../expression/value.ts';
import { entryOf, scalar, scalarText, type Node } from '../source/node.ts';

/** Keys by which an item of a structured parameter is known. */
const itemKeys = {
  step: ['task', 'script', 'bash', 'pwsh', 'powershell', 'checkout', 'download', 'publish', 'template'],
  job: ['job', 'template'],
  deployment: ['deployment', 'template'],
  stage: ['stage', 'template'],
  container: ['container'],
} as const;

const lists = {
  stepList: 'step',
  jobList: 'job',
  deploymentList: 'deployment',
  stageList: 'stage',
  containerList: 'container',
} as const;

export type ParameterType =
  'string' | 'number' | 'boolean' | 'object' | 'stringList' | keyof typeof itemKeys | keyof typeof lists;

/** Source: learn.microsoft.com/azure/devops/pipelines/process/template-parameters */
export const parameterTypes: readonly ParameterType[] = [
  'string',
  'number',
  'boolean',
  'object',
  'stringList',
  ...(Object.keys(itemKeys) as (keyof typeof itemKeys)[]),
  ...(Object.keys(lists) as (keyof typeof lists)[]),
];

export const isParameterType = (name: string): name is ParameterType => parameterTypes.some((type) => type === name);

/** The value as its type, and why it does not fit (after "Parameter 'x' is …"). */
export function convertParameter(value: Node, type: ParameterType): { readonly node: Node; readonly why?: string } {
  if (type === 'object') return { node: value };
  if (type === 'string' || type === 'number' || type === 'boolean') return convertSingle(value, type);
  if (type in lists || type === 'stringList') {
    if (value.kind !== 'list') return { node: value, why: `a list (${type}), not ${shapeOf(value)}` };
    if (type === 'stringList')
      return value.items.every(({ kind }) => kind === 'scalar')
        ? { node: value }
        : { node: value, why: 'a list of texts' };
    const item = lists[type as keyof typeof lists];
    return value.items.every((one) => isItem(one, item)) ? { node: value } : { node: value, why: `a list of ${item}s` };
  }
  return isItem(value, type as keyof typeof itemKeys)
    ? { node: value }
    : { node: value, why: `a ${type}, not ${shapeOf(value)}` };
}

function convertSingle(value: Node, type: 'string' | 'number' | 'boolean'): { node: Node; why?: string } {
  if (value.kind !== 'scalar') return { node: scalar('', value.at), why: `a ${type}, not ${shapeOf(value)}` };
  const text = scalarText(value.value);
  if (type === 'string') return { node: { ...value, value: text } };
  if (type === 'boolean') {
    const lower = text.toLowerCase();
    if (lower !== 'true' && lower !== 'false') return { node: value, why: `a boolean (true or false), not '${text}'` };
    return { node: { ...value, value: lower === 'true' } };
  }
  const number = text === '' ? undefined : toNumber(text);
  if (number === undefined) return { node: value, why: `a number, not '${text}'` };
  return { node: { ...value, value: number } };
}

/** An item that is an expression or a directive is looked at after it is expanded, by the check of the keys. */
function isItem(node: Node, item: keyof typeof itemKeys): boolean {
  if (node.kind === 'scalar') return scalarText(node.value).startsWith('${{');
  if (node.kind === 'list') return false;
  return (
    itemKeys[item].some((key) => entryOf(node, key) !== undefined) ||
    node.entries.some(({ key }) => key.startsWith('${{'))
  );
}

const shapeOf = (node: Node) => (node.kind === 'scalar' ? `the text '${scalarText(node.value)}'` : `a ${node.kind}`);
