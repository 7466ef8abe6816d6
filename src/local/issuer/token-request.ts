import { createHash, timingSafeEqual } from 'node:crypto';
import { clientNames, type ClientName, type IssuerAddresses } from './addresses.ts';

/** As OAuth answers a token request that gets none (RFC 6749, 5.2). */
export class TokenRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'TokenRefused';
    this.code = code;
    this.status = status;
  }
}

/**
 * The client that a request for a token proves to come from (RFC 6749, 4.4).
 * @param authorization The header, which may hold id and secret instead of the form.
 * @throws TokenRefused
 */
export function clientOf(
  form: URLSearchParams,
  authorization: string | undefined,
  addresses: IssuerAddresses,
): ClientName {
  const grant = form.get('grant_type');
  if (grant !== 'client_credentials')
    throw new TokenRefused(
      'unsupported_grant_type',
      `The local issuer knows the grant client_credentials, not ${grant ?? 'none'}`,
    );
  const [id, secret] = basic(authorization) ?? [form.get('client_id'), form.get('client_secret')];
  const client = clientNames.find((name) => name === id);
  if (!client || !same(secret ?? '', addresses.clients[client]))
    throw new TokenRefused('invalid_client', 'No client has this id and this secret', 401);
  if (form.get('scope') !== addresses.scope) throw new TokenRefused('invalid_scope', `The scope is ${addresses.scope}`);
  return client;
}

function basic(authorization = ''): [string, string] | undefined {
  const [, encoded] = /^Basic (.+)$/i.exec(authorization) ?? [];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':').map(decodeURIComponent);
  return [id, secret.join(':')];
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const same = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
