import { createHash } from 'node:crypto';

/** Hexadecimal SHA-256 of parts, none of which may hold a line break. */
export const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

/** Tells function keys apart without telling what they are. */
export const keyName = (key: string): string => `key:${digestOf(key).slice(0, 12)}`;

/** SHA-256 of what passes by, piece by piece. */
export function runningDigest() {
  const hash = createHash('sha256');
  return { update: (chunk: Uint8Array) => void hash.update(chunk), hex: () => hash.digest('hex') };
}
