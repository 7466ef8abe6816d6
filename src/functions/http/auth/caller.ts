import type { InvocationContext } from '@azure/functions';
import { AppError } from '../../../domain/errors.ts';

/** What a token can allow. Each may also what those before it may. */
export const roles = ['reader', 'operator', 'release'] as const;
export type Role = (typeof roles)[number];

/** Who calls. */
export interface Caller {
  readonly kind: 'anonymous' | 'key' | 'token';
  /** For the audit, and to count requests by: `oid:…`, `app:…`, `key:…`. Never a key itself. */
  readonly name: string;
  /** With those that they include. */
  readonly roles: readonly Role[];
}

const nobody: Caller = { kind: 'anonymous', name: 'anonymous', roles: [] };

/** Kept at the invocation itself: what a weak map holds, short collections let live. */
const noted = Symbol('caller');
type Noted = InvocationContext & { [noted]?: Caller };

export const noteCaller = (context: Noted, caller: Caller) => void (context[noted] = caller);

/** Who makes this request; nobody where nobody was noted. */
export const callerOf = (context: Noted): Caller => context[noted] ?? nobody;

/** @throws AppError `forbidden` that names the role. */
export function requireRole(context: InvocationContext, role: Role): Caller {
  const caller = callerOf(context);
  if (!caller.roles.includes(role)) throw lacking(role);
  return caller;
}

export const lacking = (role: Role) =>
  new AppError('forbidden', `This needs the role ${role}`, { next: `Ask for the role ${role}, and for a new token` });
