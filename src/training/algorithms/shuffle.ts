import type { Random } from '../random.ts';

/** In place: Fisher and Yates. */
export function shuffle(positions: Int32Array, random: Random): void {
  for (let i = positions.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    const kept = positions[i] ?? 0;
    positions[i] = positions[j] ?? 0;
    positions[j] = kept;
  }
}
