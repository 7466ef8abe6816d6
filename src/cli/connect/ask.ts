import { setTimeout as delay } from 'node:timers/promises';
import type { z } from 'zod';
import { CliError } from '../exit.ts';
import { nobodyThere, type System } from './find-system.ts';
import { problemError } from './problem.ts';
import type { Role } from './tokens.ts';

export interface Question<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly schema: z.ZodType<T>;
  /** What the route asks for, where a function key is not enough. */
  readonly role?: Role;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** What is sent besides, such as a precondition. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A request to docscore, its answer checked.
 *
 * @returns `undefined` when what it is about is not there.
 * @throws CliError 1 when it is refused, 3 when nobody is there.
 */
export async function ask<T>(system: System, question: Question<T>): Promise<T | undefined> {
  const { method = 'GET', path, schema } = question;
  const response = await send(system, question);
  const body = await response.text();
  if (response.status === 404) return undefined;
  if (!response.ok) throw problemError(response.status, body, `${method} ${path}`);
  return checked(schema, body, `${system.url}${path}`);
}

export const keyHeader = ({ key }: System): Record<string, string> =>
  key === undefined ? {} : { 'x-functions-key': key };

const attempts = 4;
const longestWaitSeconds = 10;

/** Waits as asked on 429 and 503. What comes through here reads, or is refused when it was done already. */
async function send<T>(system: System, { method = 'GET', path, body, headers, role }: Question<T>): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const who = role === undefined ? keyHeader(system) : { authorization: `Bearer ${await system.tokenFor(role)}` };
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${system.url}${path}`, {
      method,
      headers: { accept: 'application/json', ...json, ...headers, ...who },
      body: body === undefined ? null : JSON.stringify(body),
    }).catch((error: unknown) => {
      throw nobodyThere(system.url, error);
    });
    if ((response.status !== 429 && response.status !== 503) || attempt === attempts) return response;
    await response.body?.cancel();
    const asked = Number(response.headers.get('retry-after') ?? '1');
    await delay(1000 * Math.min(longestWaitSeconds, Number.isFinite(asked) ? asked : 1));
  }
}

function checked<T>(schema: z.ZodType<T>, body: string, address: string): T {
  try {
    return schema.parse(body === '' ? undefined : JSON.parse(body));
  } catch (cause) {
    throw new CliError(1, `${address} did not answer as docscore does`, {
      cause,
      next: 'Check --url, and that both sides are of the same version.',
    });
  }
}

/** For an address that answers, but not as docscore. */
export const notDocscore = (system: System, what: string) =>
  new CliError(1, `${system.url} has no ${what}`, {
    next: 'Check --url: it is the address of a docscore function app.',
  });

/** `?name=value…` of what is given. */
export function queryOf(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
