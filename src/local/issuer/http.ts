import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { claimsOf, lifetimeSeconds } from './claims.ts';
import { tenant, type IssuerAddresses } from './addresses.ts';
import type { IssuerKeys } from './keys.ts';
import { clientOf, TokenRefused } from './token-request.ts';

export function listener(keys: IssuerKeys, addressesAt: (port: number) => IssuerAddresses): RequestListener {
  return (request, response) => {
    answer(request, keys, addressesAt(request.socket.localPort ?? 0)).then(
      (body) => send(response, 200, body),
      (error: unknown) => fail(response, error),
    );
  };
}

async function answer(request: IncomingMessage, keys: IssuerKeys, addresses: IssuerAddresses): Promise<object> {
  const asked = `${request.method ?? ''} ${(request.url ?? '').split('?')[0] ?? ''}`;
  switch (asked) {
    case `GET /${tenant}/v2.0/.well-known/openid-configuration`:
      return discovery(addresses);
    case `GET /${tenant}/discovery/v2.0/keys`:
      return keys.jwks();
    case `POST /${tenant}/oauth2/v2.0/token`: {
      const client = clientOf(new URLSearchParams(await text(request)), request.headers.authorization, addresses);
      const token = await keys.sign(claimsOf(client, addresses, new Date()));
      return {
        token_type: 'Bearer',
        expires_in: lifetimeSeconds,
        ext_expires_in: lifetimeSeconds,
        access_token: token,
      };
    }
    default:
      throw new TokenRefused('invalid_request', `The local issuer does not know ${asked}`, 404);
  }
}

const discovery = ({ issuer, jwksUri, tokenUrl }: IssuerAddresses) => ({
  issuer,
  jwks_uri: jwksUri,
  token_endpoint: tokenUrl,
  token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  id_token_signing_alg_values_supported: ['RS256'],
  response_types_supported: ['token'],
  subject_types_supported: ['pairwise'],
});

function fail(response: ServerResponse, error: unknown): void {
  const { code, status, message } =
    error instanceof TokenRefused ? error : new TokenRefused('server_error', `Local issuer: ${String(error)}`, 500);
  send(response, status, { error: code, error_description: message });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', pragma: 'no-cache' });
  response.end(JSON.stringify(body));
}
