import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Authorisation {
  /** Base64. */
  key: string;
  /** The topic's endpoint; a signature for it, or for what it begins with, is good. */
  endpoint: string;
  /** Ms since 1970. */
  nowMs: number;
}

/**
 * Whether a publisher has the key (`aeg-sas-key`, header or query) or a signature made with it (`aeg-sas-token`, or
 * `Authorization: SharedAccessSignature`).
 * Source: learn.microsoft.com/azure/event-grid/authenticate-with-access-keys-shared-access-signatures
 *
 * @returns `undefined` if so, else what is wrong.
 */
export function whyNot(
  request: IncomingMessage,
  query: URLSearchParams,
  authorisation: Authorisation,
): string | undefined {
  const { authorization = '' } = request.headers;
  const key = request.headers['aeg-sas-key'] ?? query.get('aeg-sas-key');
  if (typeof key === 'string')
    return sameText(key, authorisation.key)
      ? undefined
      : 'The request authorization key is not authorized for this topic.';
  const bySignature = /^SharedAccessSignature /i.test(authorization) ? authorization.slice(22) : undefined;
  const token = request.headers['aeg-sas-token'] ?? bySignature;
  if (typeof token === 'string') return whyNotToken(token, authorisation);
  if (/^Bearer /i.test(authorization))
    return 'Authorization: Bearer (Microsoft Entra) is not supported: use aeg-sas-key.';
  return 'Request must contain one of the following authorization signature: aeg-sas-token, aeg-sas-key.';
}

/** `r=<resource>&e=<expiry>&s=<signature>`; the signature is over the text before it, as it stands. */
function whyNotToken(token: string, { key, endpoint, nowMs }: Authorisation): string | undefined {
  const at = token.lastIndexOf('&s=');
  const unsigned = token.slice(0, Math.max(at, 0));
  const parts = new URLSearchParams(token);
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(unsigned).digest('base64');
  if (at < 0 || !sameText(parts.get('s') ?? '', expected)) return 'The signature of the token is not valid.';
  const [resource = ''] = (parts.get('r') ?? '').split('?');
  if (resource === '' || !endpoint.toLowerCase().startsWith(resource.toLowerCase()))
    return `The token is for ${resource}, not for this topic.`;
  const expiry = Date.parse(utc(parts.get('e') ?? ''));
  return expiry > nowMs ? undefined : 'The token has expired.';
}

/** SDKs write `11/21/2026 5:03:05 PM` or ISO 8601 without a zone; both mean UTC. */
const utc = (expiry: string): string =>
  /[zZ]$|[+-]\d\d:\d\d$/.test(expiry) ? expiry : `${expiry} UTC`.replace(/T(.*) UTC$/, 'T$1Z');

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
