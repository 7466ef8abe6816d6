import type { PlannedResource } from '../plan/plan.ts';
import { settingsOf } from '../policies/identities.ts';
import { at, broken, created, lastName, listOf, property, shown } from '../policies/policy.ts';
import type { Problem } from '../problem.ts';
import { bothWays, type Planned } from './both-ways.ts';
import type { Used } from './code-facts.ts';
import type { Sides } from './sides.ts';

const storage = 'Microsoft.Storage/storageAccounts';
const database = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases';
const hub = 'Microsoft.EventHub/namespaces/eventhubs';

/** Used by the steps of the release, not by the app: the packages before. */
const releases: Used = { name: 'releases', file: 'pipelines/release.yml', line: 1 };
/** Default TTL of items in s, where it is another than −1 (only what an item says). docs/stream.md: kept for 7 days. */
const ttlSeconds: Readonly<Record<string, number>> = { requests: 604_800 };

/** Containers, queues, databases, hubs and consumer groups: what the code names and what the plan creates are the same. */
export function storeProblems({ main, code }: Sides, live: PlannedResource): Problem[] {
  const account = accountOf(shown(settingsOf(main, live)?.settings['Storage__blobServiceUri']));
  const named = (type: string, prefix = ''): Planned[] =>
    created(main, type)
      .filter(({ name }) => name.startsWith(prefix))
      .map((resource) => ({ name: lastName(resource), resource }));
  const poison = code.queues.map((queue) => ({ ...queue, name: `${queue.name}-poison` }));
  const receiving = code.functions.flatMap(({ hub: name, ...one }) => (name === undefined ? [] : [{ ...one, name }]));
  const groups = code.functions.flatMap((one) =>
    one.consumerGroup === undefined ? [] : [{ ...one, name: `${one.hub ?? ''}/${one.consumerGroup}` }],
  );
  const plannedGroups = created(main, `${hub}/consumergroups`).map((resource) => ({
    name: resource.name.split('/').slice(1).join('/'),
    resource,
  }));
  const lists: [string, readonly Used[], readonly Planned[]][] = [
    ['blob container', [...code.blobContainers, releases], named(`${storage}/blobServices/containers`, `${account}/`)],
    ['queue', [...code.queues, ...poison], named(`${storage}/queueServices/queues`, `${account}/`)],
    ['database', code.databases, named(database)],
    ['Cosmos DB container', code.cosmosContainers, named(`${database}/containers`)],
    ['hub', [...code.sendingHubs, ...receiving], named(hub)],
    ['consumer group', groups, plannedGroups],
  ];
  return [
    ...lists.flatMap(([what, used, planned]) => bothWays({ what, code: used, plan: planned, otherwise: live })),
    ...created(main, `${database}/containers`).flatMap((container) => itemProblems(container, code.partitionKeys)),
  ];
}

const accountOf = (uri: string): string => /^https:\/\/([a-z0-9]+)\./.exec(uri)?.[1] ?? uri;

function itemProblems(container: PlannedResource, keys: Sides['code']['partitionKeys']): Problem[] {
  const resource = property(container, 'properties.resource');
  const name = lastName(container);
  const used = keys.find((key) => key.container === name);
  const paths = listOf(at(resource, 'partitionKey.paths')).map(shown).join();
  const ttl = at(resource, 'defaultTtl');
  const wanted = ttlSeconds[name] ?? -1;
  return [
    ...(at(resource, 'id') === name
      ? []
      : [broken(container, 'container-id', `Container ${name} has the id ${shown(at(resource, 'id'))}`)]),
    ...(used === undefined || paths === `/${used.name}`
      ? []
      : [
          broken(
            container,
            'partition-key',
            `Container ${name} has the key ${paths}; ${used.file}:${used.line} reads by /${used.name}`,
          ),
        ]),
    ...(ttl === wanted
      ? []
      : [broken(container, 'default-ttl', `Container ${name} has defaultTtl ${shown(ttl)}, not ${wanted}`)]),
  ];
}
