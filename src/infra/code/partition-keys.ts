import ts from 'typescript';
import type { PartitionKey, TriggeredFunction } from './code-facts.ts';
import { callsOf, textOf, used, type CodeFile } from './source-file.ts';

/**
 * By which property each Cosmos DB container is read: `cosmosRollouts(database.container('models'))` in `src/services.ts` leads to
 * `item('rollout', model)` in `src/adapters/cosmos-rollouts.ts`. Lease containers have `/id`: the trigger asks for it.
 */
export function partitionKeys(
  services: CodeFile,
  adapters: readonly CodeFile[],
  functions: readonly TriggeredFunction[],
): PartitionKey[] {
  const ofAdapters = callsOf(services, 'container').flatMap((call) => {
    const container = textOf(call.arguments[0]);
    const maker = ts.isCallExpression(call.parent) ? call.parent.expression.getText() : undefined;
    const adapter = adapters.find(
      ({ syntax }) => maker !== undefined && syntax.text.includes(`export function ${maker}(`),
    );
    return container === undefined || adapter === undefined
      ? []
      : keysIn(adapter).map((key) => ({ ...key, container }));
  });
  const ofLeases = functions.flatMap(({ leases, file, line }) =>
    leases === undefined ? [] : [{ name: 'id', file, line, container: leases }],
  );
  return [...ofAdapters, ...ofLeases];
}

/** The last name in the second argument of `item(id, key)`. */
function keysIn(file: CodeFile) {
  return callsOf(file, 'item').flatMap((call) => {
    const name = call.arguments[1]?.getText().split('.').at(-1);
    return name === undefined ? [] : [used(file, name, call)];
  });
}
