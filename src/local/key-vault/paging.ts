import { badParameter } from './errors.ts';
import type { VaultRequest } from './request.ts';
import type { Paging, Part } from './store.ts';

/** The most that a page holds, and what it holds if nothing is said. Source: learn.microsoft.com/rest/api/keyvault/secrets/get-secrets */
const MAX_RESULTS = 25;

/** @throws KeyVaultError 400 */
export function pagingOf({ query }: VaultRequest): Paging {
  const limit = Number(query.get('maxresults') ?? MAX_RESULTS);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_RESULTS) {
    throw badParameter(`maxresults must be between 1 and ${MAX_RESULTS}`);
  }
  return { limit, after: Buffer.from(query.get('$skiptoken') ?? '', 'base64url').toString() };
}

/** The answer to a list: `nextLink` is null on the last page. */
export function pageOf<T>(
  { vault, segments, query }: VaultRequest,
  { items, after }: Part<T>,
  show: (item: T) => object,
) {
  const next = new URLSearchParams(query);
  next.set('$skiptoken', Buffer.from(after ?? '').toString('base64url'));
  return {
    value: items.map(show),
    nextLink: after === undefined ? null : `${vault}/${segments.join('/')}?${next.toString()}`,
  };
}
