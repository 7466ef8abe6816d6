import { type Answer, type CosmosRequest, feed, header, pageSize, sessionHeaders } from './answer.ts';
import { maxOperations } from './batch.ts';
import type { Container } from './catalog.ts';
import { charge } from './charge.ts';
import { badRequest, unsupported } from './errors.ts';
import type { StoredItem } from './item-scans.ts';
import type { JsonObject } from './query/values.ts';
import { requestedPart } from './ranges.ts';
import type { Store } from './store.ts';

/**
 * `GET docs` with `A-IM`: what changed since the number in If-None-Match, each item once, as it is now. Deletes are not in
 * it. The ETag of the answer is where to read on; 304 says that there is nothing yet.
 *
 * @throws CosmosError 400 for the mode of all versions and deletes.
 */
export function changeFeed(store: Store, container: Container, request: CosmosRequest): Answer {
  refuseOtherModes(request);
  const part = requestedPart(request, container);
  const from = header(request, 'if-none-match');
  const newest = store.lastLsn(container);
  const headers = sessionHeaders(store, container);
  const after = startOf(from, newest);
  const since = from === undefined ? sinceSeconds(header(request, 'if-modified-since')) : 0;

  const size = pageSize(request);
  const limit = since > 0 ? Infinity : size + maxOperations;
  const items = store.items.changes(container.number, after, part, limit);
  const page = wholeTransactions(since > 0 ? items.filter((item) => timeOf(item) >= since) : items, size);
  const last = page.at(-1);
  if (!last)
    return {
      status: 304,
      headers: { ...headers, etag: `"${Math.max(newest, after)}"`, 'x-ms-request-charge': String(charge.metadata) },
    };
  const bodies = page.map(({ body, lsn }) => `${body.slice(0, -1)},"_lsn":${lsn}}`);
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  return feed(container.rid, 'Documents', bodies, {
    ...headers,
    etag: `"${last.lsn}"`,
    'x-ms-request-charge': String(charge.query(page.length, bytes)),
  });
}

function refuseOtherModes(request: CosmosRequest): void {
  const mode = header(request, 'a-im')?.toLowerCase();
  if (mode !== 'incremental feed')
    throw unsupported(mode?.startsWith('full') ? "The change feed mode 'all versions and deletes'" : `A-IM: ${mode}`);
}

/** The number of the last change that the client has seen; `*`: begin with what changes from now on. */
function startOf(from: string | undefined, newest: number): number {
  if (from === undefined) return -1;
  if (from === '*') return newest;
  const number = Number(from.replaceAll('"', ''));
  if (Number.isInteger(number) && number >= 0) return number;
  throw badRequest(`The change feed continuation ${from} is invalid.`);
}

function sinceSeconds(date: string | undefined): number {
  if (date === undefined) return 0;
  const ms = Date.parse(date);
  if (!Number.isNaN(ms)) return Math.floor(ms / 1000);
  throw badRequest(`If-Modified-Since '${date}' is no date.`);
}

function timeOf({ body }: StoredItem): number {
  return Number((JSON.parse(body) as JsonObject)['_ts']);
}

/** At most `size` items, and then what the last one's transaction changed besides: the feed never cuts one. */
function wholeTransactions(items: readonly StoredItem[], size: number): StoredItem[] {
  const lastLsn = items[size - 1]?.lsn;
  return items.filter((item, index) => index < size || item.lsn === lastLsn);
}
