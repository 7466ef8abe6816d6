import { badRequest } from './errors.ts';
import type { JsonObject, Value } from './query/values.ts';

/** Source: learn.microsoft.com/azure/cosmos-db/nosql/time-to-live */
const maxTtlSeconds = 2_147_483_647;

/** @throws CosmosError 400 unless `ttl` is −1 or a positive whole number of seconds. */
export function checkTtl(ttl: Value): number {
  if (typeof ttl === 'number' && Number.isInteger(ttl) && (ttl === -1 || (ttl > 0 && ttl <= maxTtlSeconds))) return ttl;
  throw badRequest(
    `The input ttl '${JSON.stringify(ttl)}' is invalid. Ensure to provide a nonzero positive integer less than or equal ` +
      `to '${maxTtlSeconds}', or '-1' which means never expire.`,
  );
}

/**
 * When a document written now goes: its own `ttl`, else the container's default. Without a default on the container
 * nothing expires.
 *
 * @returns ms since 1970, or null for never.
 */
export function expiryOf(document: JsonObject, defaultTtlSeconds: number | undefined, nowMs: number): number | null {
  if (defaultTtlSeconds === undefined) return null;
  const seconds = document['ttl'] === undefined ? defaultTtlSeconds : checkTtl(document['ttl']);
  return seconds === -1 ? null : nowMs + seconds * 1000;
}
