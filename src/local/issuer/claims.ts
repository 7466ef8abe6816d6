import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { tenant, type ClientName, type IssuerAddresses } from './addresses.ts';

/** How long a token is valid, in seconds; Entra's are for 60–90 minutes. */
export const lifetimeSeconds = 3600;

/** What Entra says of an app that asked for a token with its own credentials, where its role is granted. Source: learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
export function claimsOf(client: ClientName, addresses: IssuerAddresses, now: Date): JWTPayload {
  const seconds = Math.floor(now.getTime() / 1000);
  const oid = guidOf(`docscore ${client}`);
  return {
    aud: addresses.audience,
    iss: addresses.issuer,
    iat: seconds,
    nbf: seconds,
    exp: seconds + lifetimeSeconds,
    azp: client,
    azpacr: '1',
    idtyp: 'app',
    oid,
    roles: [client],
    sub: oid,
    tid: tenant,
    ver: '2.0',
  };
}

/** The same at each start. */
function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
