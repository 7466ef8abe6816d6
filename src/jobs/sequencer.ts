import type { Head } from '../domain/head.ts';

/** `sequencer` in the one form in which text comparison is right: lower case, left-padded to 64. */
export const paddedSequencer = (sequencer: string) => sequencer.toLowerCase().padStart(64, '0');

/** A delete that happened before what the head knows. The blob was written again since. */
export const isOlderDelete = (head: Head | undefined, sequencer: string | undefined) =>
  head?.sequencer !== undefined && sequencer !== undefined && sequencer < head.sequencer;

export function laterOf(a: string | undefined, b: string | undefined) {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
