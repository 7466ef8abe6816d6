import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { HttpRequestValue, HttpResponseValue, Nullable } from '../protocol.ts';
import { end, endWith, isBodiless } from './answers.ts';
import { setCookie } from './cookies.ts';
import { hasBody, type HttpCall, invocationOf, refuseBody } from './http-call.ts';

/** Runs a call whose bodies travel over the channel, whole. */
export async function bufferedCall(call: HttpCall): Promise<unknown> {
  const { invoker, one, request, response, bodyLimit } = call;
  const body = await readBody(request, bodyLimit);
  if (body === undefined) return refuseBody(response);
  const result = await invoker.invoke(one, { ...invocationOf(call), data: { http: requestValue(call, body) } });
  if (response.destroyed) return response;
  if (result.status === 'failure') return end(response, 500);
  const answer = result.returnValue?.http as HttpResponseValue | undefined;
  if (!answer) return end(response, 204);
  const cookies = (answer.cookies ?? []).map(setCookie);
  const status = Number(answer.statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return end(response, 500);
  const content = bytesOf(answer);
  const headers: OutgoingHttpHeaders = { ...answer.headers };
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  if (!isBodiless(status)) headers['content-length'] ??= content.length;
  return endWith(response.writeHead(status, headers), content);
}

function bytesOf({ body }: HttpResponseValue): Uint8Array {
  return body?.bytes ?? Buffer.from(body?.string ?? '');
}

/** @returns undefined when it is longer than the limit. A chunked body counts as none, as in the cloud. */
async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer | undefined> {
  if (!hasBody(request) || request.headers['content-length'] === undefined) {
    request.resume();
    return Buffer.alloc(0);
  }
  if (Number(request.headers['content-length']) > limitBytes) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function requestValue({ request, path, params }: HttpCall, body: Buffer): HttpRequestValue {
  const headers: Nullable = {};
  for (const name in request.headers) headers[name] = { value: String(request.headers[name]) };
  return {
    method: request.method ?? 'GET',
    url: `http://${request.headers.host ?? 'localhost'}${path.encoded}${path.query}`,
    nullableHeaders: headers,
    nullableQuery: path.query === '' ? {} : joinedQuery(path.query),
    nullableParams: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, { value }])),
    ...(body.length > 0 && { body: { bytes: body } }),
  };
}

/** The values of a repeated key are joined by a comma. */
function joinedQuery(query: string): Nullable {
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query))
    values.set(name, values.has(name) ? `${values.get(name) ?? ''},${value}` : value);
  return Object.fromEntries(Array.from(values, ([name, value]) => [name, { value }]));
}
