import type { HttpRequest } from '@azure/functions';
import { AppError } from '../../../domain/errors.ts';
import { keyName } from '../../../jobs/digest.ts';
import type { Services } from '../../../ports.ts';
import type { Who } from '../route.ts';
import { lacking, roles, type Caller, type Role } from './caller.ts';

/**
 * Who calls, where the route lets them in. A function key was checked by the host before this code runs.
 * @throws AppError `unauthorised` without a valid token where one is needed, `forbidden` without the role, `unavailable`.
 */
export async function identify({ tokens }: Services, who: Who, request: HttpRequest): Promise<Caller> {
  if (who === 'anonymous') return { kind: 'anonymous', name: addressName(request), roles: [] };
  if (who === 'key') return { kind: 'key', name: nameOf(keyOf(request)), roles: [] };
  if (!tokens)
    throw new AppError('forbidden', 'Nobody has a role here: no issuer of tokens is set', {
      next: 'Set AUTH_ISSUER, AUTH_AUDIENCE and AUTH_JWKS_URI',
    });
  const { name, roles: given } = await tokens.verify(tokenOf(request));
  const caller: Caller = { kind: 'token', name, roles: including(given) };
  if (!caller.roles.includes(who)) throw lacking(who);
  return caller;
}

/** With the roles that they include. */
function including(given: readonly string[]): readonly Role[] {
  const highest = roles.findLastIndex((role) => given.includes(role));
  return roles.slice(0, highest + 1);
}

function tokenOf(request: HttpRequest): string {
  const [, token] = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (token === undefined)
    throw new AppError('unauthorised', 'This needs a token', { next: 'Send authorization: Bearer <token>' });
  return token;
}

/** The names of keys that came last: few keys send many requests, and a digest is a tenth of a short one. */
const names = new Map<string, string>();
const mostNames = 100;

function nameOf(key: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  if (names.size >= mostNames) names.clear();
  const name = keyName(key);
  names.set(key, name);
  return name;
}

const keyOf = (request: HttpRequest) => request.headers.get('x-functions-key') ?? request.query.get('code') ?? '';

/** App Service appends the address that it saw, with a port; what stands before it is the caller's own word. */
export function addressName(request: HttpRequest): string {
  const last = (request.headers.get('x-forwarded-for') ?? '').split(',').at(-1)?.trim() ?? '';
  const address = last.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  return `address:${address || 'unknown'}`;
}
