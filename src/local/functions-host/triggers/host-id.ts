import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The name under which this host owns partitions and leases. It stays the same over restarts, so that a host that was killed has its own
 * back at once; the runtime waits until they expire.
 */
export function hostId(stateDir: string): string {
  const file = path.join(stateDir, 'host-id');
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (kept !== '') return kept;
  mkdirSync(stateDir, { recursive: true });
  const made = randomUUID();
  writeFileSync(file, made);
  return made;
}
