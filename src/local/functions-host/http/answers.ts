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
