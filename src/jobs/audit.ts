import type { Audit, AuditAction } from '../domain/audit.ts';
import type { RunKey } from '../domain/run-key.ts';

/** Who acts, and what makes the entry's id its own when two act in the same millisecond. */
export interface Actor {
  readonly by: string;
  readonly nonce: string;
}

/** The audit entry for what is done to a run. */
export function auditOf(action: AuditAction, { documentId, version, run }: RunKey, now: Date, actor: Actor): Audit {
  const at = now.toISOString();
  return {
    schema: 1,
    id: `audit:${at}:${action}:${actor.nonce}`,
    type: 'audit',
    documentId,
    action,
    by: actor.by,
    at,
    of: { version, run },
  };
}
