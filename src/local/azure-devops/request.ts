import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { invalid } from './devops-error.ts';
import type { Identity, People } from './people.ts';

/** A request as the rooms of the service see it. */
export interface DevopsRequest {
  readonly caller: Identity;
  /** What the route's `{…}` stand for. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface RawRequest {
  readonly method: string;
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly caller: Identity;
}

/** @throws DevopsError 401 for a token of nobody, 400 for a body that is no JSON. */
export async function readRequest(message: IncomingMessage, people: People): Promise<RawRequest> {
  const { method = 'GET', url = '/', headers } = message;
  const caller = people.caller(headers.authorization);
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  const body = await text(message);
  return {
    method,
    segments: pathname.split('/').filter(Boolean).map(decodeURIComponent),
    query: searchParams,
    body: body === '' ? undefined : json(body),
    caller,
  };
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalid('The request body is not JSON.');
  }
}

/** @throws DevopsError 400 that names every field in which the body differs. */
export function parsed<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const { success, data, error } = schema.safeParse(body);
  if (!success) throw invalid(`The request body is not valid: ${z.prettifyError(error).replaceAll('\n', ' ')}`);
  return data;
}

/** A number in the path. @throws DevopsError 400 */
export function numberOf(text: string | undefined): number {
  if (text === undefined || !/^\d+$/.test(text)) throw invalid(`${String(text)} is not the number of a resource.`);
  return Number(text);
}
