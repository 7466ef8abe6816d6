import { createHmac, timingSafeEqual } from 'node:crypto';
import { pathOf } from './namespace.ts';
import { Refusal, unsupported } from './refusal.ts';
import type { Request } from './amqp.ts';

/** The policy and key of Microsoft's own emulator, known to everybody: they keep nobody out, but a wrong key is told as in the cloud. */
export const SAS_POLICY = 'RootManageSharedAccessKey';
export const SAS_KEY = 'SAS_KEY_VALUE';

/** What one connection may do: paths of entities, each until its token expires. */
export class Grants {
  readonly #expiries = new Map<string, number>();

  /**
   * Takes a `put-token` request that came to `$cbs`.
   *
   * @throws Refusal when the token does not count.
   */
  put({ body, application_properties: properties }: Request): void {
    const { type, operation } = properties ?? {};
    if (operation !== 'put-token') throw unsupported(`The operation '${String(operation)}' of $cbs`);
    if (type !== 'servicebus.windows.net:sastoken') throw unsupported(`The token type '${String(type)}'`);
    const { path, expiresAt } = readToken(String(body));
    this.#expiries.set(path, expiresAt);
  }

  /** @throws Refusal unless a token for the entity, or for one that contains it, was put. `$management` is there for all. */
  demand(address: string): void {
    const path = pathOf(address).toLowerCase();
    const covers = (granted: string) =>
      granted === '' || path === granted || path.startsWith(`${granted}/`) || path === '$management';
    for (const [granted, expiresAt] of this.#expiries) if (expiresAt > Date.now() && covers(granted)) return;
    throw unauthorised(`Unauthorized access. No valid token for '${address}' was put on $cbs.`);
  }
}

/**
 * Checks a shared access signature. Clients make them by the real clock, so they end by it.
 *
 * @returns the path of the entity it is for, in lower case, and its end in ms.
 * @throws Refusal
 */
export function readToken(token: string): { path: string; expiresAt: number } {
  const fields = new Map(
    token
      .replace(/^SharedAccessSignature /, '')
      .split('&')
      .map((field): [string, string] => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
  );
  const [resource = '', expiry = '', signature = ''] = ['sr', 'se', 'sig'].map((name) => fields.get(name));
  // Signed is the resource as it stands in the token, still percent-encoded.
  const expected = createHmac('sha256', SAS_KEY).update(`${resource}\n${expiry}`).digest('base64');
  if (fields.get('skn') !== SAS_POLICY || !same(decodeURIComponent(signature), expected))
    throw unauthorised('InvalidSignature: The token has an invalid signature.');
  const expiresAt = Number(expiry) * 1000;
  if (!(expiresAt > Date.now())) throw unauthorised('ExpiredToken: The token is expired.');
  return { path: pathOf(decodeURIComponent(resource)).toLowerCase(), expiresAt };
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const unauthorised = (description: string) => new Refusal('amqp:unauthorized-access', description);
