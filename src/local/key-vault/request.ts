import type { IncomingMessage } from 'node:http';
import { badParameter } from './errors.ts';

/** A request as the operations see it. */
export interface VaultRequest {
  readonly method: string;
  /** The decoded parts of the path. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  /** The URL that the client called, without path and without a slash at its end. */
  readonly vault: string;
  /** The parsed body; undefined if there is none. */
  readonly body: unknown;
}

/** More than the largest secret with all its tags; beyond it the body is not kept. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Takes the whole body off the connection. @throws KeyVaultError 400 when it is far too large. */
export async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) throw badParameter('The request body is too large');
  return Buffer.concat(chunks).toString();
}

/** @throws KeyVaultError 400 for a path or a body that cannot be read. */
export function toRequest({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): VaultRequest {
  const vault = `http://${headers.host ?? '127.0.0.1'}`;
  // Not `new URL(url, vault)`: a path that begins with two slashes would be taken for a host.
  const [path = '', ...query] = url.split('?');
  return {
    method,
    segments: path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decoded),
    query: new URLSearchParams(query.join('?')),
    vault,
    body: body === '' ? undefined : json(body),
  };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw badParameter(`The request URI contains an invalid name: ${segment}`);
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badParameter('The request body is not JSON');
  }
}
