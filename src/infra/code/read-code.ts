import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { CodeFacts, Used } from './code-facts.ts';
import { itemActions, itemActionsOfTriggers } from './item-actions.ts';
import { partitionKeys } from './partition-keys.ts';
import { callsOf, firstTexts, nodesOf, parseCode, used, type CodeFile } from './source-file.ts';
import { triggeredFunctions } from './triggered-functions.ts';

/**
 * Reads from the source what the app needs of its deployment.
 *
 * How to read it: `source-file.ts` the syntax · `triggered-functions.ts` `src/app.ts` · `item-actions.ts` the Cosmos DB adapters · the rest here.
 *
 * @param root The repository.
 */
export function readCode(root: string): CodeFacts {
  const file = (path: string) => parseCode(path, readFileSync(join(root, path), 'utf8'));
  const files = (pattern: string) => globSync(pattern, { cwd: root }).sort().map(file);
  const [app, config, services] = [file('src/app.ts'), file('src/config.ts'), file('src/services.ts')];
  const adapters = files('src/adapters/**/*.ts');
  const functions = triggeredFunctions(app);
  const logging = [...files('src/functions/**/*.ts'), ...adapters, services];
  return {
    settings: propertiesOf(config, 'Env'),
    outputs: propertiesOf(file('src/release/steps/platform.ts'), 'Outputs'),
    functions,
    blobContainers: unique(firstTexts(services, 'getContainerClient')),
    queues: unique(functions.flatMap(({ queue, ...at }) => (queue === undefined ? [] : [{ ...at, name: queue }]))),
    databases: unique(firstTexts(services, 'database')),
    cosmosContainers: unique([
      ...firstTexts(services, 'container'),
      ...functions.flatMap(({ container, leases, ...at }) =>
        [container, leases].flatMap((name) => (name === undefined ? [] : [{ ...at, name }])),
      ),
    ]),
    sendingHubs: unique(firstTexts(services, 'hubProducer', 1)),
    partitionKeys: partitionKeys(services, adapters, functions),
    itemActions: unique(adapters.flatMap(itemActions)),
    triggerItemActions: unique(itemActionsOfTriggers(functions)),
    blobEvents: unique([...files('src/functions/*.ts'), ...files('src/domain/blob-event.ts')].flatMap(blobEvents)),
    logEvents: unique(logging.flatMap((one) => logEvents(one))),
    errorEvents: unique(logging.flatMap((one) => callsOf(one, 'error').flatMap((call) => logEvents(one, call)))),
  };
}

/** The properties of `const <name> = z.object({ … })`. */
function propertiesOf({ path, syntax }: CodeFile, name: string): Used[] {
  const schema = nodesOf(syntax).find((node) => ts.isVariableDeclaration(node) && node.name.getText() === name);
  const shape = schema && nodesOf(schema).find(ts.isObjectLiteralExpression);
  if (shape === undefined) throw new Error(`${path} has no ${name} = z.object(…)`);
  return shape.properties.map((property) => used({ path, syntax }, property.name?.getText() ?? '', property));
}

/** `{ event: 'document.dead', … }`, also where it is chosen: `event: ok ? 'stage.done' : 'stage.fenced'`. */
function logEvents(file: CodeFile, within: ts.Node = file.syntax): Used[] {
  return nodesOf(within).flatMap((node) => {
    if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'event') return [];
    return nodesOf(node.initializer)
      .filter(ts.isStringLiteral)
      .filter(({ text }) => text.includes('.'))
      .map(({ text }) => used(file, text, node));
  });
}

/** `'Microsoft.Storage.BlobCreated'`. */
function blobEvents(file: CodeFile): Used[] {
  return nodesOf(file.syntax)
    .filter(ts.isStringLiteral)
    .filter(({ text }) => /^Microsoft\.Storage\.\w+$/.test(text))
    .map((node) => used(file, node.text, node));
}

/** The first place of each name. */
function unique(names: readonly Used[]): Used[] {
  return names
    .filter(({ name }, index) => names.findIndex((other) => other.name === name) === index)
    .map(({ name, file, line }) => ({ name, file, line }));
}
