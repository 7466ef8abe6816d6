import { createHmac, timingSafeEqual } from 'node:crypto';
import { pathOf } from './entity-path.ts';
import { unauthorised } from './refusal.ts';

/** The policy and key of Microsoft's own emulator, known to everybody: they keep nobody out, but a wrong key is told as in the cloud. */
export const SAS_POLICY = 'RootManageSharedAccessKey';
export const SAS_KEY = 'SAS_KEY_VALUE';

/**
 * Checks a shared access signature.
 *
 * @returns the path of the entity it is for, in lower case, and its end in ms.
 * @throws Refusal
 */
export function readSasToken(token: string): { path: string; expiresAt: number } {
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
