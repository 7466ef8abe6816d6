/** Milliseconds for a table: `850`, `12,400`. Nothing yet is an empty cell. */
export const milliseconds = (ms: number | undefined) => (ms === undefined ? '' : Math.round(ms).toLocaleString('en'));

/** A time for a sentence: `850 ms`, `9.8 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${String(Math.round(ms))} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
}

/** A probability (0–1) for people. Rounds down, so that only certainty reads 100 %. */
export const percent = (probability: number | undefined) =>
  probability === undefined ? '' : `${(Math.floor(probability * 1000 + 1e-9) / 10).toFixed(1)} %`;

export function bytes(count: number): string {
  if (count < 1000) return `${String(count)} B`;
  if (count < 999_950) return `${(count / 1000).toFixed(1)} kB`;
  return `${(count / 1_000_000).toFixed(1)} MB`;
}

export const plural = (count: number, noun: string) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of `width` columns for a probability, in eighths of a column. */
export function bar(probability: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, probability)) * width * 8);
  return ('█'.repeat(Math.floor(filled / 8)) + (eighths[filled % 8] ?? '')).padEnd(width, ' ');
}

/** `2026-11-21 14:05:07`, UTC as everything that is stored. */
export const moment = (iso: string) => iso.slice(0, 19).replace('T', ' ');
