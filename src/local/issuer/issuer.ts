import { randomBytes } from 'node:crypto';
import type { Faults } from '../faults/faults.ts';
import { startHttpService } from '../http-service.ts';
import type { LocalService } from '../service.ts';
import { addressesAt, type IssuerAddresses } from './addresses.ts';
import { listener } from './http.ts';
import { issuerKeys } from './keys.ts';

interface IssuerOptions {
  /** 0: a free one. */
  readonly port: number;
  readonly faults?: Faults | undefined;
}

export interface IssuerService extends LocalService {
  readonly addresses: IssuerAddresses;
}

/**
 * An issuer of tokens that look like Entra's (v2): discovery, keys, and the token endpoint for client credentials. Keys and secrets
 * are made at each start of the process; the issuer keeps them nowhere.
 *
 * How to read it: `addresses.ts` where it is · `http.ts` the wire · `token-request.ts` who may have a token · `claims.ts` what it
 * says · `keys.ts`.
 *
 * @throws Error if the port is taken.
 */
export async function startIssuer({ port, faults }: IssuerOptions): Promise<IssuerService> {
  const keys = issuerKeys();
  const clients = { reader: secret(), operator: secret(), release: secret() };
  const service = await startHttpService({
    name: 'issuer',
    port,
    faults,
    open: () => ({ listener: listener(keys, (at) => addressesAt(at, clients)), close: () => undefined }),
  });
  return { ...service, addresses: addressesAt(service.port, clients) };
}

const secret = () => randomBytes(24).toString('base64url');
