import { badRequest } from './errors.ts';
import { type Json, type JsonObject, type Value, isObject, member } from './query/values.ts';

/** The longest partition key value, in bytes. Source: learn.microsoft.com/azure/cosmos-db/concepts-limits */
const maxKeyBytes = 2048;

/** `/a/"b c"` → `['a', 'b c']`. @throws CosmosError 400 */
export function pathKeys(path: string): string[] {
  const keys: string[] = [];
  const pattern = /\/(?:"([^"]*)"|'([^']*)'|([^/"']+))/gy;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) throw badRequest(`The path '${path}' is invalid.`);
    keys.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return keys;
}

export function valueAt(document: Value, keys: readonly string[]): Value {
  return keys.reduce<Value>((value, key) => member(value, key), document);
}

/**
 * The partition key of a document as text, so that equal keys are equal texts: a JSON array, `{}` where the document has
 * no value.
 *
 * @throws CosmosError 400 for a value that is no string, number, boolean or null.
 */
export function keyOf(document: JsonObject, paths: readonly (readonly string[])[]): string {
  const values = paths.map((keys) => {
    const value = valueAt(document, keys);
    return value === undefined ? {} : value;
  });
  requireKeyValues(values);
  return JSON.stringify(values);
}

/** One partition, or with `prefix` all partitions of a hierarchical key that begin with the given values. */
export type KeyFilter = { readonly exact: string } | { readonly prefix: string };

/**
 * Reads the header `x-ms-documentdb-partitionkey`.
 *
 * @throws CosmosError 400 if it is no JSON array or holds more values than the container's key has paths.
 */
export function keyFilter(header: string, pathCount: number): KeyFilter {
  const values = parsed(header);
  if (values.length > pathCount)
    throw badRequest('Partition key provided has more components than the partition key definition.', 1001);
  requireKeyValues(values);
  return filterOf(values, pathCount) ?? { prefix: '[' };
}

/** The filter for the first values of a key; undefined for none. */
export function filterOf(values: readonly Value[], pathCount: number): KeyFilter | undefined {
  if (values.length === 0) return undefined;
  const text = JSON.stringify(values);
  return values.length === pathCount ? { exact: text } : { prefix: `${text.slice(0, -1)},` };
}

/** The whole key from the header. @throws CosmosError 400 if parts are missing. */
export function wholeKey(header: string | undefined, pathCount: number): string {
  if (header === undefined) throw badRequest('PartitionKey value must be supplied for this operation.');
  const filter = keyFilter(header, pathCount);
  if ('exact' in filter) return filter.exact;
  throw badRequest(
    "Partition key provided either doesn't correspond to definition in the collection or is partial.",
    1001,
  );
}

function parsed(header: string): Json[] {
  try {
    const values = JSON.parse(header) as Json;
    if (Array.isArray(values)) return values;
  } catch {
    // Said below.
  }
  throw badRequest(`Partition key ${header} is invalid.`);
}

/** @throws CosmosError 400 */
function requireKeyValues(values: readonly Json[]): void {
  for (const value of values) {
    const none = isObject(value) && Object.keys(value).length === 0;
    if (Array.isArray(value) || (isObject(value) && !none))
      throw badRequest('Partition key must be a string, a number, a boolean or null.');
    if (typeof value === 'string' && Buffer.byteLength(value) > maxKeyBytes)
      throw badRequest('Partition key exceeds the maximum length of 2048 bytes.');
  }
}
