import { badRequest, unsupported } from './errors.ts';
import type { HashVersion } from './effective-key.ts';
import { pathKeys } from './partition-key.ts';
import type { CompositePath } from './query/execute.ts';
import { type Json, type JsonObject, type Value, asText, isObject } from './query/values.ts';
import { checkTtl } from './ttl.ts';

/** What of a container's definition this server acts on; all else in it is refused by name. */
export interface ContainerSettings {
  readonly id: string;
  readonly keyPaths: readonly (readonly string[])[];
  readonly hashVersion: HashVersion;
  readonly defaultTtl: number | undefined;
  readonly uniqueKeys: readonly (readonly (readonly string[])[])[];
  readonly compositeIndexes: readonly (readonly CompositePath[])[];
  /** The definition as clients read it, with the service's defaults. */
  readonly definition: JsonObject;
}

const known = ['id', 'partitionKey', 'indexingPolicy', 'defaultTtl', 'uniqueKeyPolicy', 'geospatialConfig'];
const system = ['_rid', '_self', '_etag', '_ts', '_docs', '_sprocs', '_triggers', '_udfs', '_conflicts'];
const knownIndexing = ['indexingMode', 'automatic', 'includedPaths', 'excludedPaths', 'compositeIndexes'];

/** @throws CosmosError 400 for what is wrong or not supported in a container's definition. */
export function containerSettings(body: JsonObject): ContainerSettings {
  refuseUnknown(body);
  const { id, partitionKey, defaultTtl } = body;
  const key = checkedKey(partitionKey);
  const indexingPolicy = indexing(body['indexingPolicy']);
  return {
    id: checkedId(id),
    keyPaths: key.paths.map(pathKeys),
    hashVersion: key.paths.length > 1 || key['version'] === 2 || key['kind'] === 'MultiHash' ? 2 : 1,
    defaultTtl: defaultTtl === undefined ? undefined : checkTtl(defaultTtl),
    uniqueKeys: uniqueKeys(body['uniqueKeyPolicy']),
    compositeIndexes: (indexingPolicy['compositeIndexes'] ?? []) as unknown as CompositePath[][],
    definition: {
      ...Object.fromEntries(Object.entries(body).filter(([name]) => !system.includes(name))),
      indexingPolicy,
      partitionKey: { kind: key.paths.length > 1 ? 'MultiHash' : 'Hash', ...key },
      uniqueKeyPolicy: body['uniqueKeyPolicy'] ?? { uniqueKeys: [] },
      conflictResolutionPolicy: {
        mode: 'LastWriterWins',
        conflictResolutionPath: '/_ts',
        conflictResolutionProcedure: '',
      },
      geospatialConfig: body['geospatialConfig'] ?? { type: 'Geography' },
    },
  };
}

/** @throws CosmosError 400 unless it names a database or container. */
export function checkedId(id: Value): string {
  if (typeof id === 'string' && id !== '' && id.length <= 255 && !/[/\\?#]/.test(id) && !id.endsWith(' ')) return id;
  throw badRequest(`The input name '${typeof id === 'string' ? id : JSON.stringify(id)}' is invalid.`);
}

function refuseUnknown(body: JsonObject): void {
  for (const [name, value] of Object.entries(body)) {
    if (name === 'conflictResolutionPolicy' && isObject(value) && value['mode'] === 'LastWriterWins') continue;
    if (![...known, ...system].includes(name)) throw unsupported(`The container property '${name}'`);
  }
}

function checkedKey(partitionKey: Value): JsonObject & { paths: string[] } {
  const paths = isObject(partitionKey) ? partitionKey['paths'] : undefined;
  if (!isObject(partitionKey) || !Array.isArray(paths) || paths.length < 1 || paths.length > 3)
    throw badRequest('A partition key of one to three paths is required.');
  const texts = paths.filter((path) => typeof path === 'string');
  if (texts.length < paths.length) throw badRequest('The paths of a partition key must be strings.');
  const { kind } = partitionKey;
  if (kind !== undefined && kind !== (texts.length > 1 ? 'MultiHash' : 'Hash') && kind !== 'MultiHash')
    throw unsupported(`The partition key kind ${JSON.stringify(kind)}`);
  return { ...partitionKey, paths: texts };
}

function indexing(given: Value): JsonObject {
  const policy = isObject(given) ? given : {};
  for (const [name, value] of Object.entries(policy)) {
    const empty = Array.isArray(value) && value.length === 0;
    if (!knownIndexing.includes(name) && !empty) throw unsupported(`The indexing policy property '${name}'`);
  }
  const { indexingMode = 'consistent' } = policy;
  const mode = typeof indexingMode === 'string' ? indexingMode.toLowerCase() : '';
  if (mode !== 'consistent' && mode !== 'none') throw unsupported(`The indexing mode ${JSON.stringify(indexingMode)}`);
  const etag = { path: '/"_etag"/?' };
  const excluded = Array.isArray(policy['excludedPaths']) ? policy['excludedPaths'] : [];
  const hasEtag = excluded.some((path: Json) => isObject(path) && path['path'] === etag.path);
  return {
    automatic: mode === 'consistent',
    includedPaths: mode === 'consistent' ? [{ path: '/*' }] : [],
    ...policy,
    indexingMode: mode,
    excludedPaths: hasEtag || mode === 'none' ? excluded : [...excluded, etag],
  };
}

function uniqueKeys(policy: Value): string[][][] {
  const keys = isObject(policy) ? (policy['uniqueKeys'] ?? []) : [];
  if (!Array.isArray(keys)) throw badRequest('uniqueKeys must be an array.');
  return keys.map((key) => {
    const paths = isObject(key) ? key['paths'] : undefined;
    if (!Array.isArray(paths) || paths.length === 0) throw badRequest('A unique key needs paths.');
    return paths.map((path) => pathKeys(asText(path)));
  });
}
