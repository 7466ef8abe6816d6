import { containerSettings } from './container-settings.ts';
import { CosmosError } from './errors.ts';
import type { CompositePath } from './query/execute.ts';
import { type Json, type JsonObject, canonical } from './query/values.ts';
import type { Store } from './store.ts';

/** A container as a deployment describes it. */
export interface ContainerDescription {
  readonly database: string;
  readonly id: string;
  /** One path, or up to three of a hierarchical key. */
  readonly partitionKey: string | readonly string[];
  /** Absent: nothing expires. −1: an item's own `ttl` counts. */
  readonly defaultTtlSeconds?: number;
  readonly compositeIndexes?: readonly (readonly CompositePath[])[];
  readonly uniqueKeys?: readonly (readonly string[])[];
  /** Physical partitions, for a container that is made now: 1 by default, as Azure gives below 10,000 RU/s. */
  readonly ranges?: number;
}

/**
 * Makes what is missing and brings TTL and indexes up to date, as a deployment does. Items stay.
 *
 * @throws Error that names a container whose stored partition key or unique keys differ.
 */
export function describeContainers(store: Store, descriptions: readonly ContainerDescription[]): void {
  store.write(() => {
    const databases = new Set(store.catalog.databases().map(({ id }) => id));
    for (const description of descriptions) {
      const { database, id } = description;
      if (!databases.has(database)) store.catalog.createDatabase({ id: database });
      databases.add(database);
      const current = store.catalog.containersOf(database).find((container) => container.id === id);
      if (!current) store.catalog.createContainer(database, definition(description), description.ranges);
      else replaceIfChanged(store, current, definition(description));
    }
  });
}

function replaceIfChanged(store: Store, current: ReturnType<Store['catalog']['container']>, wanted: JsonObject): void {
  const facts = ['partitionKey', 'defaultTtl', 'indexingPolicy', 'uniqueKeyPolicy'];
  const picture = (resource: JsonObject) => canonical(facts.map((fact) => resource[fact] ?? null));
  try {
    const before = picture(current.definition);
    if (before !== picture(containerSettings(wanted).definition)) store.catalog.replaceContainer(current, wanted);
  } catch (cause) {
    if (!(cause instanceof CosmosError)) throw cause;
    throw new Error(`The stored container ${current.path} does not fit its description: ${cause.message}`, { cause });
  }
}

function definition({
  id,
  partitionKey,
  defaultTtlSeconds,
  compositeIndexes,
  uniqueKeys,
}: ContainerDescription): JsonObject {
  const paths = typeof partitionKey === 'string' ? [partitionKey] : [...partitionKey];
  return {
    id,
    partitionKey: { paths, version: 2 },
    ...(defaultTtlSeconds === undefined ? {} : { defaultTtl: defaultTtlSeconds }),
    ...(compositeIndexes ? { indexingPolicy: { compositeIndexes: compositeIndexes as unknown as Json } } : {}),
    ...(uniqueKeys ? { uniqueKeyPolicy: { uniqueKeys: uniqueKeys.map((keys) => ({ paths: [...keys] })) } } : {}),
  };
}
