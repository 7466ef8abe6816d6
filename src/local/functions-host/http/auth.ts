import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Binding } from '../protocol.ts';
import type { Keys, KeyScope } from './keys.ts';

export type AuthLevel = 'anonymous' | 'function' | 'system' | 'admin';
const levels: readonly AuthLevel[] = ['anonymous', 'function', 'system', 'admin'];

/** A level that nobody knows is treated as the runtime's default. */
export function levelOf(trigger: Binding): AuthLevel {
  return levels.find((level) => level === String(trigger['authLevel']).toLowerCase()) ?? 'function';
}

type Access = 'granted' | 'no-key' | 'bad-key' | 'too-weak';

/** Whether a request may use something of a level. `functionName` belongs to level function. */
export type Authorise = (request: IncomingMessage, query: string, level: AuthLevel, functionName?: string) => Access;

/** @param enabled false lets everything in, as `func start` does. */
export function createAuthorise(keys: Keys, enabled: boolean): Authorise {
  return (request, query, level, functionName) => {
    if (!enabled || level === 'anonymous') return 'granted';
    const key = presentedKey(request, query);
    if (key === undefined) return 'no-key';
    if (same(key, keys.master)) return 'granted';
    const among = (scope: KeyScope) => keys.list(scope).some(({ value }) => same(key, value));
    if (level === 'function')
      return among('functionKeys') || (functionName !== undefined && among({ functionName })) ? 'granted' : 'bad-key';
    if (level === 'system') return among('systemKeys') ? 'granted' : 'bad-key';
    return among('functionKeys') || among('systemKeys') ? 'too-weak' : 'bad-key';
  };
}

/** A bad key in the header is not mended by a good one in the query. */
function presentedKey(request: IncomingMessage, query: string): string | undefined {
  const header = request.headers['x-functions-key'];
  if (typeof header === 'string') return header;
  return query.includes('code=') ? (new URLSearchParams(query).get('code') ?? undefined) : undefined;
}

function same(key: string, expected: string): boolean {
  const [a, b] = [Buffer.from(key), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
