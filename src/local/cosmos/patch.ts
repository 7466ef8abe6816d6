import { badRequest, unsupported } from './errors.ts';
import { type Json, type JsonObject, type Value, asText, isObject } from './query/values.ts';

/** Source: learn.microsoft.com/azure/cosmos-db/partial-document-update-faq */
const maxOperations = 10;
const fixed = ['_rid', '_self', '_etag', '_ts', '_attachments'];

export interface PatchBody {
  readonly operations: readonly JsonObject[];
  /** `from c where …` */
  readonly condition: string | undefined;
}

/** @throws CosmosError 400 unless the body is a list of operations, or an object with `operations` and maybe `condition`. */
export function asPatch(body: Value): PatchBody {
  const { operations = body, condition } = isObject(body) ? body : ({} as JsonObject);
  if (!Array.isArray(operations) || !operations.every(isObject) || operations.length === 0)
    throw badRequest('A patch needs an array of operations.');
  if (operations.length > maxOperations)
    throw badRequest("The number of patch operations can't exceed 10. Split the patch into several.");
  if (condition !== undefined && typeof condition !== 'string') throw badRequest('The patch condition must be text.');
  return { operations, condition };
}

/** The document after all operations, in order; the given one stays as it is. @throws CosmosError 400 */
export function patched(document: JsonObject, operations: readonly JsonObject[]): JsonObject {
  const result = structuredClone(document);
  for (const operation of operations) apply(result, operation);
  return result;
}

function apply(document: JsonObject, operation: JsonObject): void {
  const { op, path, value } = operation;
  const place = placeOf(document, path);
  const kind = typeof op === 'string' ? op.toLowerCase() : op;
  if ((kind === 'replace' || kind === 'remove') && !place.exists()) throw missing(path);
  switch (kind) {
    case 'add':
      add(place, required(value, path));
      break;
    case 'set':
      if (place.exists()) place.set(required(value, path));
      else add(place, required(value, path));
      break;
    case 'replace':
      place.set(required(value, path));
      break;
    case 'remove':
      place.remove();
      break;
    case 'incr':
      increment(place, value, path);
      break;
    case 'move':
      move(document, place, operation['from'], path);
      break;
    default:
      throw unsupported(`The patch operation ${JSON.stringify(op)}`);
  }
}

/** Where a JSON pointer leads: an object with a key, or an array with an index (`-`: after the last). */
interface Place {
  exists(): boolean;
  get(): Value;
  set(value: Json): void;
  insert: ((value: Json) => void) | undefined;
  remove(): void;
}

function placeOf(document: JsonObject, path: Value): Place {
  if (typeof path !== 'string' || !path.startsWith('/'))
    throw badRequest(`The patch path ${JSON.stringify(path)} is invalid.`);
  const keys = path
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = keys.pop() ?? '';
  if (keys.length === 0 && fixed.includes(last)) throw badRequest(`The system property ${path} can't be patched.`);
  let parent: Json = document;
  for (const key of keys) {
    const child: Value = placeIn(parent, key, path).get();
    if (child === undefined) throw missing(path);
    parent = child;
  }
  return placeIn(parent, last, path);
}

function placeIn(parent: Json, key: string, path: Value): Place {
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : /^\d+$/.test(key) ? Number(key) : NaN;
    if (!(index <= parent.length))
      throw badRequest(`The patch path ${JSON.stringify(path)} is out of the array's bounds.`);
    return {
      exists: () => index < parent.length,
      get: () => parent[index],
      set: (value) => void (parent[index] = value),
      insert: (value) => void parent.splice(index, 0, value),
      remove: () => void parent.splice(index, 1),
    };
  }
  if (!isObject(parent)) throw missing(path);
  return {
    exists: () => Object.hasOwn(parent, key),
    get: () => (Object.hasOwn(parent, key) ? parent[key] : undefined),
    // Defined, not assigned: `__proto__` is a name like any other.
    set: (value) =>
      void Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true }),
    insert: undefined,
    remove: () => void Reflect.deleteProperty(parent, key),
  };
}

function add(place: Place, value: Json): void {
  if (place.insert) place.insert(value);
  else place.set(value);
}

function increment(place: Place, by: Value, path: Value): void {
  const before = place.exists() ? place.get() : 0;
  if (typeof by !== 'number' || typeof before !== 'number')
    throw badRequest(`The patch operation incr at ${JSON.stringify(path)} needs numbers.`);
  place.set(before + by);
}

function move(document: JsonObject, target: Place, from: Value, path: Value): void {
  const source = placeOf(document, from);
  const value = source.get();
  if (value === undefined) throw missing(from);
  if (typeof path === 'string' && path.startsWith(`${asText(from)}/`))
    throw badRequest('The path of a move must not lie inside its source.');
  source.remove();
  add(target, value);
}

function required(value: Value, path: Value): Json {
  if (value === undefined) throw badRequest(`The patch operation at ${JSON.stringify(path)} needs a value.`);
  return value;
}

function missing(path: Value) {
  return badRequest(`The patch path ${JSON.stringify(path)} does not exist in the document.`);
}
