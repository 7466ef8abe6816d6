import type { IncomingMessage } from 'node:http';
import type { HttpRequestValue, HttpResponseValue, Nullable } from '../protocol.ts';
import { end } from './answers.ts';
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
  const content = answer.body?.bytes ?? answer.body?.string ?? '';
  response.writeHead(status, { ...answer.headers, ...(cookies.length > 0 && { 'set-cookie': cookies }) });
  return response.end(content);
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
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(path.query))
    query.set(name, query.has(name) ? `${query.get(name) ?? ''},${value}` : value);
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    method: request.method ?? 'GET',
    url: `http://${request.headers.host ?? 'localhost'}${path.encoded}${path.query}`,
    nullableHeaders: nullable(headers),
    nullableQuery: nullable([...query]),
    nullableParams: nullable(Object.entries(params)),
    ...(body.length > 0 && { body: { bytes: body } }),
  };
}

function nullable(entries: [string, string][]): Nullable {
  return Object.fromEntries(entries.map(([name, value]) => [name, { value }]));
}
