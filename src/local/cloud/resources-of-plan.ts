import { z } from 'zod';
import type { Plan, PlannedResource } from '../../infra/plan/plan.ts';
import { Resources } from './resources.ts';

const storage = 'Microsoft.Storage/storageAccounts';
const cosmos = 'Microsoft.DocumentDB/databaseAccounts';
const hubs = 'Microsoft.EventHub/namespaces/eventhubs';

/** What of a Cosmos DB container is the same here; anything else in it is an error that names it. */
const Container = z.strictObject({
  id: z.string(),
  partitionKey: z.strictObject({
    paths: z.array(z.string()),
    kind: z.enum(['Hash', 'MultiHash']),
    version: z.literal(2),
  }),
  defaultTtl: z.int().optional(),
});

/** With keys, whoever has one may make containers; identities never may. */
const Account = z.object({ disableLocalAuth: z.boolean() });

const Hub = z.strictObject({
  partitionCount: z.int(),
  retentionDescription: z.strictObject({ cleanupPolicy: z.literal('Delete'), retentionTimeInHours: z.int() }),
});

/** A subscription as Bicep has it; `subscription.ts` checks filter and retry policy. */
const Subscription = z.strictObject({
  destination: z.strictObject({
    endpointType: z.literal('AzureFunction'),
    properties: z.looseObject({ resourceId: z.string().regex(/\/functions\/[^/]+$/) }),
  }),
  deadLetterWithResourceIdentity: z
    .strictObject({
      identity: z.strictObject({ type: z.literal('SystemAssigned') }),
      deadLetterDestination: z.strictObject({
        endpointType: z.literal('StorageBlob'),
        properties: z.strictObject({ resourceId: z.string(), blobContainerName: z.string() }),
      }),
    })
    .optional(),
  eventDeliverySchema: z.unknown(),
  filter: z.unknown(),
  retryPolicy: z.unknown(),
});

/**
 * What the local cloud makes of a plan of `infra/main.bicep`: the containers, queues and hubs that Azure would make. Only docscore's own
 * storage account (output `storageAccountName`) is there; the hosts keep their things elsewhere.
 *
 * @param events The plan of `infra/events.bicep`, once the code is there.
 * @throws Error that names a resource with what the local cloud does not support.
 */
export function resourcesOfPlan(main: Plan, events?: Plan): Resources {
  const account = `${text(main.outputs['storageAccountName'])}/default/`;
  const inAccount = (type: string) =>
    of(main, type)
      .filter(({ name }) => name.startsWith(account))
      .map(lastName);
  return Resources.parse({
    blobContainers: inAccount(`${storage}/blobServices/containers`),
    queues: inAccount(`${storage}/queueServices/queues`),
    cosmos: {
      allowManagement: of(main, cosmos).some(
        (resource) => !supported(Account, resource, resource.body['properties']).disableLocalAuth,
      ),
    },
    cosmosContainers: of(main, `${cosmos}/sqlDatabases/containers`).map(cosmosContainer),
    eventHubs: of(main, hubs).map((hub) => eventHub(hub, of(main, `${hubs}/consumergroups`))),
    eventSubscriptions: events ? subscriptionsOfPlan(events) : [],
  });
}

/** The event subscriptions of a plan of `infra/events.bicep`, as the local Event Grid takes them. @throws as above. */
export function subscriptionsOfPlan(events: Plan): Resources['eventSubscriptions'] {
  const subscriptions = of(events, 'Microsoft.EventGrid/systemTopics/eventSubscriptions').map((resource) => {
    const { destination, deadLetterWithResourceIdentity, ...same } = supported(
      Subscription,
      resource,
      resource.body['properties'],
    );
    const { resourceId, ...delivery } = destination.properties;
    const container = deadLetterWithResourceIdentity?.deadLetterDestination.properties.blobContainerName;
    return {
      name: lastName(resource),
      destination: {
        endpointType: destination.endpointType,
        functionName: resourceId.slice(resourceId.lastIndexOf('/') + 1),
        ...delivery,
      },
      ...(container !== undefined && { deadLetterContainer: container }),
      ...same,
    };
  });
  return Resources.shape.eventSubscriptions.parse(subscriptions);
}

function cosmosContainer(resource: PlannedResource) {
  const { id, partitionKey, defaultTtl } = supported(Container, resource, within(resource, 'resource'));
  const [, database = ''] = resource.name.split('/');
  const [path = '', ...more] = partitionKey.paths;
  return {
    database,
    id,
    partitionKey: more.length === 0 ? path : partitionKey.paths,
    ...(defaultTtl !== undefined && { defaultTtlSeconds: defaultTtl }),
  };
}

function eventHub(resource: PlannedResource, groups: readonly PlannedResource[]) {
  const { partitionCount, retentionDescription } = supported(Hub, resource, resource.body['properties']);
  return {
    name: lastName(resource),
    partitions: partitionCount,
    consumerGroups: groups.filter(({ name }) => name.startsWith(`${resource.name}/`)).map(lastName),
    retentionHours: retentionDescription.retentionTimeInHours,
  };
}

const of = (plan: Plan, type: string): PlannedResource[] =>
  plan.resources.filter((resource) => !resource.existing && resource.type === type);

const lastName = ({ name }: PlannedResource): string => name.slice(name.lastIndexOf('/') + 1);

const text = (value: unknown): string => z.string().parse(value);

const within = ({ body }: PlannedResource, name: string): unknown =>
  (body['properties'] as Record<string, unknown>)[name];

function supported<Schema extends z.ZodType>(
  schema: Schema,
  { name, source }: PlannedResource,
  value: unknown,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw new Error(
    `${source.file}:${source.line}: ${name} has what the local cloud does not support\n${z.prettifyError(error)}`,
  );
}
