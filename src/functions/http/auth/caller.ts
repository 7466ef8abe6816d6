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

/** By invocation; an invocation that nobody has noted a caller for has none. */
const callers = new WeakMap<InvocationContext, Caller>();

export const noteCaller = (context: InvocationContext, caller: Caller) => void callers.set(context, caller);

/** Who makes this request. */
export const callerOf = (context: InvocationContext): Caller => callers.get(context) ?? nobody;

/** @throws AppError `forbidden` that names the role. */
export function requireRole(context: InvocationContext, role: Role): Caller {
  const caller = callerOf(context);
  if (!caller.roles.includes(role)) throw lacking(role);
  return caller;
}

export const lacking = (role: Role) =>
  new AppError('forbidden', `This needs the role ${role}`, { next: `Ask for the role ${role}, and for a new token` });
