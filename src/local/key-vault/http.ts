import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { checkApiVersion } from './api-version.ts';
import { authorize } from './auth.ts';
import { KeyVaultError } from './errors.ts';
import { bodyOf, toRequest } from './request.ts';
import { type Answer, route } from './routes.ts';
import type { SecretStore } from './store.ts';

/** Reads a request, has it answered, sends the answer. A KeyVaultError becomes its answer. */
export function listener(store: SecretStore, token: string): RequestListener {
  return (message, response) => {
    void respond(message, store, token)
      .then(
        (answer) => send(response, answer === undefined ? 204 : 200, answer),
        (error: unknown) => fail(response, error),
      )
      .catch((error: unknown) => {
        // The client is gone; there is nobody to tell.
        response.destroy(error instanceof Error ? error : undefined);
      });
  };
}

async function respond(message: IncomingMessage, store: SecretStore, token: string): Promise<Answer> {
  const body = await bodyOf(message);
  authorize(message.headers.authorization, token);
  const request = toRequest(message, body);
  checkApiVersion(request.query);
  store.purgeDue();
  return route(store, request);
}

/** Whatever is no KeyVaultError is this server's own fault: 500, with its message. */
function fail(response: ServerResponse, error: unknown): void {
  const known =
    error instanceof KeyVaultError
      ? error
      : new KeyVaultError(500, 'InternalServerError', `Local Key Vault: ${String(error)}`);
  const { status, code, message, innerCode, headers } = known;
  const innererror = innerCode === undefined ? {} : { innererror: { code: innerCode } };
  send(response, status, { error: { code, message, ...innererror } }, headers);
}

function send(response: ServerResponse, status: number, body: Answer, headers: Record<string, string> = {}): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(text === ''
      ? {}
      : { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) }),
    'cache-control': 'no-cache',
    'x-ms-request-id': randomUUID(),
    ...headers,
  });
  response.end(text);
}
