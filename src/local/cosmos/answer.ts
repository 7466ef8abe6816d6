import type { IncomingHttpHeaders } from 'node:http';
import type { Container } from './catalog.ts';
import { badRequest } from './errors.ts';
import type { Json } from './query/values.ts';
import type { Store } from './store.ts';

/** A request after the signature was checked. `segments`: the decoded parts of the path. */
export interface CosmosRequest {
  readonly method: string;
  readonly segments: readonly string[];
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; undefined if there is none. */
  readonly body: Json | undefined;
}

/** `body`: JSON text, sent as it is. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A header's one value. */
export function header({ headers }: Pick<CosmosRequest, 'headers'>, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

/** True for `true` and `True`. */
export function flag(request: Pick<CosmosRequest, 'headers'>, name: string): boolean {
  return header(request, name)?.toLowerCase() === 'true';
}

/** The page size that the client asks for; the service's own choice for none or −1. @throws CosmosError 400 */
export function pageSize(request: CosmosRequest, otherwise = 100): number {
  const text = header(request, 'x-ms-max-item-count');
  if (text === undefined || text === '-1') return otherwise;
  const size = Number(text);
  if (Number.isInteger(size) && size > 0) return size;
  throw badRequest(`The value '${text}' specified for x-ms-max-item-count is invalid.`);
}

export function answer(status: number, resource: Json | undefined, headers: Record<string, string> = {}): Answer {
  return resource === undefined ? { status, headers } : { status, body: JSON.stringify(resource), headers };
}

/** Headers under which the SDK files the session token of a container. */
export function sessionHeaders(store: Store, container: Container): Record<string, string> {
  const lsn = String(store.lastLsn(container));
  return {
    'x-ms-session-token': `0:-1#${lsn}`,
    lsn,
    'x-ms-alt-content-path': container.path,
    'x-ms-content-path': container.rid,
  };
}

/** A feed: `{"_rid": …, "<name>": [items], "_count": n}` of items that are JSON text already. */
export function feed(rid: string, name: string, items: readonly string[], headers: Record<string, string>): Answer {
  const body = `{"_rid":${JSON.stringify(rid)},${JSON.stringify(name)}:[${items.join()}],"_count":${items.length}}`;
  return { status: 200, body, headers: { 'x-ms-item-count': String(items.length), ...headers } };
}
