import { type CosmosRequest, header } from './answer.ts';
import type { Container } from './catalog.ts';
import { effectiveKey, rangeEnd, rangeStart } from './effective-key.ts';
import { CosmosError } from './errors.ts';
import type { Part } from './item-scans.ts';
import { keyFilter } from './partition-key.ts';

/** A range of hashes that a physical partition holds. */
export interface Range {
  readonly id: string;
  readonly minInclusive: string;
  readonly maxExclusive: string;
}

/** What one physical partition gives, in request units per second. Source: learn.microsoft.com/azure/cosmos-db/partitioning-overview */
const throughputOfRange = 10_000;

/** How many physical partitions a container starts with for what is asked for. */
export function rangesFor(throughput: number): number {
  return Math.max(1, Math.ceil(throughput / throughputOfRange));
}

/** The ranges of a container, in order; together they hold every hash. */
export function rangesOf({ ranges, hashVersion }: Container): Range[] {
  const start = (index: number) => (index === ranges ? rangeEnd : rangeStart(index, ranges, hashVersion));
  return Array.from({ length: ranges }, (_, index) => ({
    id: String(index),
    minInclusive: start(index),
    maxExclusive: start(index + 1),
  }));
}

/**
 * Which items a feed request is about: those of a partition key, of a physical partition, of a part of the range of hashes.
 *
 * @param wholeContainer true: the request counts for all physical partitions, whichever it names.
 * @throws CosmosError 400 for a partition key that cannot be read, 410 for a physical partition that is not there.
 */
export function requestedPart(request: CosmosRequest, container: Container, wholeContainer = false): Part {
  const key = header(request, 'x-ms-documentdb-partitionkey');
  if (key !== undefined) return { key: keyFilter(key, container.keyPaths.length) };
  const named = wholeContainer ? undefined : namedRange(request, container);
  const bounds = [
    { min: named?.minInclusive ?? '', max: named?.maxExclusive ?? rangeEnd },
    { min: header(request, 'x-ms-start-epk') ?? '', max: header(request, 'x-ms-end-epk') ?? rangeEnd },
  ];
  if (bounds.every(({ min, max }) => min === '' && max === rangeEnd)) return {};
  return { holds: (text) => isInside(effectiveKey(text, container.hashVersion), bounds) };
}

function isInside(hash: string, bounds: readonly { min: string; max: string }[]): boolean {
  return bounds.every(({ min, max }) => hash >= min && hash < max);
}

/** The range of `x-ms-documentdb-partitionkeyrangeid`. Some SDKs write the container's `_rid` and a comma before it. */
function namedRange(request: CosmosRequest, container: Container): Range | undefined {
  const id = header(request, 'x-ms-documentdb-partitionkeyrangeid')?.split(',').at(-1);
  if (id === undefined) return undefined;
  const found = rangesOf(container).find((range) => range.id === id);
  if (found) return found;
  throw gone(`The partition key range '${id}' is not there.`);
}

/**
 * For a bulk, whose operations must all belong to the range that it names.
 *
 * @throws CosmosError 410 for a range that is not there or does not hold the key: the client's map of ranges is old.
 */
export function requireInRange(
  request: CosmosRequest,
  container: Container,
  keys: readonly (string | undefined)[],
): void {
  const range = container.ranges === 1 ? undefined : namedRange(request, container);
  if (!range) return;
  const bounds = [{ min: range.minInclusive, max: range.maxExclusive }];
  for (const key of keys)
    if (key !== undefined && !isInside(effectiveKey(key, container.hashVersion), bounds))
      throw gone(`The partition key ${key} is not in the partition key range '${range.id}'.`);
}

/** Substatus 1002: the client reads the ranges again. Source: learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb */
function gone(message: string): CosmosError {
  return new CosmosError(410, 'Gone', message, { substatus: 1002 });
}
