import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Ends a response with a status and nothing else, or with a short text. Returns it, so that a caller can end with it. */
export function end(
  response: ServerResponse,
  status: number,
  body = '',
  headers: OutgoingHttpHeaders = {},
): ServerResponse {
  const type = body === '' ? {} : { 'content-type': 'text/plain; charset=utf-8' };
  const length = status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  return response.writeHead(status, { ...type, ...length, ...headers }).end(body);
}

export function endJson(response: ServerResponse, value: unknown): ServerResponse {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return end(response, 200, JSON.stringify(value), headers);
}

/** A short body goes out in one write with its headers when it is text of one byte per character. */
const oneWriteBytes = 8_192;

/** Ends a response whose head is written. */
export function endWith(response: ServerResponse, bytes: Uint8Array): ServerResponse {
  if (bytes.length > oneWriteBytes) return response.end(bytes);
  return response.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), 'latin1');
}

/** Statuses whose answers have no body. */
export const isBodiless = (status: number): boolean => status === 204 || status === 304;
