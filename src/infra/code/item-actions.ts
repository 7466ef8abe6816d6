import ts from 'typescript';
import type { TriggeredFunction, Used } from './code-facts.ts';
import { calledName, nodesOf, used, type CodeFile } from './source-file.ts';

/**
 * Calls of `@azure/cosmos`, and of its batches, by the data action that each needs.
 * Source: learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security
 */
const actionOfCall: Readonly<Record<string, string>> = {
  'items.create': 'items/create',
  'items.upsert': 'items/upsert',
  'items.query': 'executeQuery',
  'items.changeFeed': 'readChangeFeed',
  'items.getChangeFeedIterator': 'readChangeFeed',
  'item().read': 'items/read',
  'item().replace': 'items/replace',
  'item().delete': 'items/delete',
  'item().patch': 'items/replace',
};
const actionOfBatch: Readonly<Record<string, string>> = {
  Create: 'items/create',
  Upsert: 'items/upsert',
  Replace: 'items/replace',
  Delete: 'items/delete',
  Read: 'items/read',
  Patch: 'items/replace',
};
/** What the change feed trigger does: it reads the feed, and keeps its leases as items. Source: the same page, and the extension's documentation. */
const actionsOfTrigger = [
  'readChangeFeed',
  'executeQuery',
  'items/read',
  'items/create',
  'items/replace',
  'items/upsert',
  'items/delete',
];

/** What an adapter does with items. */
export function itemActions(file: CodeFile): Used[] {
  return nodesOf(file.syntax).flatMap((node) => {
    const action = ts.isCallExpression(node) ? actionOfCall[shapeOf(node) ?? ''] : batched(node);
    return action === undefined ? [] : [used(file, action, node)];
  });
}

/** What the host does with items for a trigger. */
export function itemActionsOfTriggers(functions: readonly TriggeredFunction[]): Used[] {
  return functions
    .filter(({ trigger }) => trigger === 'cosmosDB')
    .flatMap(({ file, line }) => actionsOfTrigger.map((name) => ({ name, file, line })));
}

/** `items.query` of `container.items.query(…)`, `item().read` of `container.item(id, key).read()`; a local `itemOf(…)` counts as `item`. */
function shapeOf(call: ts.CallExpression): string | undefined {
  const { expression } = call;
  if (!ts.isPropertyAccessExpression(expression)) return undefined;
  const target = expression.expression;
  if (ts.isPropertyAccessExpression(target)) return `${target.name.text}.${expression.name.text}`;
  if (ts.isCallExpression(target) && /^item(Of)?$/.test(calledName(target) ?? ''))
    return `item().${expression.name.text}`;
  return undefined;
}

/** `BulkOperationType.Create`, or `operationType: 'Create'`. */
function batched(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'BulkOperationType')
    return actionOfBatch[node.name.text];
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'operationType' && ts.isStringLiteral(node.initializer))
    return actionOfBatch[node.initializer.text];
  return undefined;
}
