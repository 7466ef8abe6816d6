import ts from 'typescript';
import type { TriggeredFunction } from './code-facts.ts';
import { calledName, nodesOf, textOf, textsOf, used, type CodeFile } from './source-file.ts';

const triggers = ['eventGrid', 'storageQueue', 'cosmosDB', 'eventHub', 'timer'] as const;

/** `app.storageQueue('ocr-document', { … })` and such, as `src/app.ts` registers them; the HTTP ones stand elsewhere. */
export function triggeredFunctions(file: CodeFile): TriggeredFunction[] {
  return nodesOf(file.syntax).flatMap((node) => {
    if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
    if (node.expression.expression.getText() !== 'app') return [];
    const trigger = triggers.find((one) => one === calledName(node));
    const name = textOf(node.arguments[0]);
    if (trigger === undefined || name === undefined) return [];
    return [{ ...used(file, name, node), trigger, ...namesOf(textsOf(node.arguments[1])) }];
  });
}

function namesOf(texts: Partial<Record<string, string>>) {
  const { connection, queueName, databaseName, containerName, leaseContainerName, eventHubName, consumerGroup } = texts;
  const settings = Object.values(texts).flatMap((text) =>
    [...(text ?? '').matchAll(/%(\w+)%/g)].map(([, name]) => name ?? ''),
  );
  return {
    settings,
    ...(connection !== undefined && { connection }),
    ...(queueName !== undefined && { queue: queueName }),
    ...(databaseName !== undefined && { database: databaseName }),
    ...(containerName !== undefined && { container: containerName }),
    ...(leaseContainerName !== undefined && { leases: leaseContainerName }),
    ...(eventHubName !== undefined && { hub: eventHubName }),
    ...(consumerGroup !== undefined && { consumerGroup }),
  };
}
