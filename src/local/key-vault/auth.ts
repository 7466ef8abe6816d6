import { createHash, timingSafeEqual } from 'node:crypto';
import { KeyVaultError } from './errors.ts';

/** Where a client gets its token from and for whom. The SDK takes the tenant from it; here nobody is asked. */
const CHALLENGE =
  'Bearer authorization="https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000", resource="https://vault.azure.net"';

/** @throws KeyVaultError 401 with the challenge, unless the request bears the vault's token. */
export function authorize(authorization: string | undefined, token: string): void {
  if (authorization === undefined) {
    throw unauthorized('AKV10000: Request is missing a Bearer or PoP token.', CHALLENGE);
  }
  const bearer = /^Bearer (.*)$/i.exec(authorization)?.[1] ?? '';
  if (same(bearer, token)) return;
  throw unauthorized('The token is not that of this local Key Vault.', `${CHALLENGE}, error="invalid_token"`);
}

const unauthorized = (message: string, challenge: string) =>
  new KeyVaultError(401, 'Unauthorized', message, { headers: { 'www-authenticate': challenge } });

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
