import { createHash } from 'node:crypto';
import type { Comparison } from '../domain/comparison.ts';

/** SHA-256 of the comparison's JSON, hexadecimal: what a change of a rollout was decided on. */
export const evidenceDigest = (comparison: Comparison): string =>
  createHash('sha256').update(JSON.stringify(comparison)).digest('hex');
