import { type Answer, type CosmosRequest, flag, header, sessionHeaders } from './answer.ts';
import type { Container } from './catalog.ts';
import { charge } from './charge.ts';
import { CosmosError, badRequest, tooLarge } from './errors.ts';
import { type Operation, type OperationResult, operate, operationTypes } from './items.ts';
import { keyFilter, wholeKey } from './partition-key.ts';
import { type Json, type JsonObject, isObject } from './query/values.ts';
import { requireInRange } from './ranges.ts';
import type { Store } from './store.ts';

/** Source: learn.microsoft.com/azure/cosmos-db/concepts-limits */
export const maxOperations = 100;
const maxBatchBytes = 2 * 1024 * 1024;

/** What one operation came to: its JSON text, and the status that decides what becomes of the rest. */
interface Outcome {
  readonly status: number;
  readonly text: string;
  readonly units: number;
}

const failedDependency: Outcome = { status: 424, text: '{"statusCode":424,"requestCharge":0}', units: 0 };

/** Thrown inside the transaction to undo it; `at`: the operation that failed. */
class BatchFailure extends Error {
  readonly at: number;
  readonly outcome: Outcome;
  constructor(at: number, outcome: Outcome) {
    super('A batch operation failed');
    this.at = at;
    this.outcome = outcome;
  }
}

/**
 * `POST docs` with `x-ms-cosmos-is-batch-request`: a transactional batch (all or nothing, one partition key), or a bulk of
 * operations that each stand alone.
 *
 * @throws CosmosError 400 for a batch that cannot be read, 413 for one over 2 MB.
 */
export function batch(store: Store, container: Container, request: CosmosRequest): Answer {
  const { body } = request;
  if (!Array.isArray(body) || body.length === 0) throw badRequest('A batch needs an array of operations.');
  if (body.length > maxOperations)
    throw badRequest(`Batch request has more operations than what is supported (${maxOperations}).`);
  const minimal = header(request, 'prefer')?.toLowerCase() === 'return=minimal';
  const atomic = flag(request, 'x-ms-cosmos-batch-atomic');
  if (atomic && Buffer.byteLength(JSON.stringify(body)) > maxBatchBytes) throw tooLarge();
  const operations = body.map((operation) => toOperation(operation, request, container));
  if (!atomic)
    requireInRange(
      request,
      container,
      operations.map(({ key }) => key),
    );
  const outcomes = atomic
    ? transaction(store, container, operations, minimal)
    : bulk(store, container, operations, minimal, !isFalse(header(request, 'x-ms-cosmos-batch-continue-on-error')));
  const units = outcomes.reduce((sum, outcome) => sum + outcome.units, 0);
  return {
    status: outcomes.every(({ status }) => status < 300) ? 200 : 207,
    body: `[${outcomes.map(({ text }) => text).join()}]`,
    headers: { ...sessionHeaders(store, container), 'x-ms-request-charge': units.toFixed(2) },
  };
}

function transaction(
  store: Store,
  container: Container,
  operations: readonly Operation[],
  minimal: boolean,
): Outcome[] {
  try {
    return store.write(() =>
      operations.map((operation, at) => {
        const outcome = attempt(store, container, operation, minimal);
        if (outcome.status >= 400) throw new BatchFailure(at, outcome);
        return outcome;
      }),
    );
  } catch (error) {
    if (!(error instanceof BatchFailure)) throw error;
    return operations.map((_, at) => (at === error.at ? error.outcome : failedDependency));
  }
}

function bulk(
  store: Store,
  container: Container,
  operations: readonly Operation[],
  minimal: boolean,
  continueOnError: boolean,
): Outcome[] {
  let failed = false;
  return operations.map((operation) => {
    if (failed && !continueOnError) return failedDependency;
    const outcome = attempt(store, container, operation, minimal);
    failed ||= outcome.status >= 400;
    return outcome;
  });
}

/** Runs one operation in a savepoint of its own; an answer of the service is an outcome, not an exception. */
function attempt(store: Store, container: Container, operation: Operation, minimal: boolean): Outcome {
  try {
    const result = store.write(() => operate(store, container, operation));
    return success(result, operation, minimal);
  } catch (error) {
    if (!(error instanceof CosmosError)) throw error;
    const { status, substatus, message } = error;
    const text = JSON.stringify({
      statusCode: status,
      subStatusCode: substatus,
      requestCharge: charge.failure,
      message,
    });
    return { status, text, units: charge.failure };
  }
}

function success({ status, item }: OperationResult, { type }: Operation, minimal: boolean): Outcome {
  const bytes = item ? Buffer.byteLength(item.body) : 0;
  const units = type === 'Read' ? charge.read(bytes) : charge.write(bytes);
  const head = JSON.stringify({ statusCode: status, requestCharge: units, ...(item ? { eTag: item.etag } : {}) });
  const shown = item && status !== 304 && (type === 'Read' || !minimal);
  return { status, units, text: shown ? `${head.slice(0, -1)},"resourceBody":${item.body}}` : head };
}

/** One entry of the body, as the SDK writes it. @throws CosmosError 400 */
function toOperation(entry: Json, request: CosmosRequest, container: Container): Operation {
  if (!isObject(entry)) throw badRequest('A batch operation must be an object.');
  const type = operationTypes.find((known) => known === entry['operationType']);
  if (!type) throw badRequest(`The batch operation type ${JSON.stringify(entry['operationType'])} is not known.`);
  const own = text(entry, 'partitionKey');
  const shared = header(request, 'x-ms-documentdb-partitionkey');
  const paths = container.keyPaths.length;
  const key = own === undefined ? (shared === undefined ? undefined : wholeKey(shared, paths)) : exact(own, paths);
  const { resourceBody } = entry;
  return {
    type,
    key,
    id: text(entry, 'id'),
    body: typeof resourceBody === 'string' ? (JSON.parse(resourceBody) as Json) : resourceBody,
    ifMatch: text(entry, 'ifMatch'),
    ifNoneMatch: text(entry, 'ifNoneMatch'),
  };
}

function exact(header: string, paths: number): string | undefined {
  const filter = keyFilter(header, paths);
  return 'exact' in filter ? filter.exact : undefined;
}

function text(entry: JsonObject, name: string): string | undefined {
  const value = entry[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw badRequest(`'${name}' of a batch operation must be text.`);
}

function isFalse(value: string | undefined): boolean {
  return value?.toLowerCase() === 'false';
}
