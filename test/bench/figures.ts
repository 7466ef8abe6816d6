import { availableParallelism, loadavg } from 'node:os';

/** One line of a bench's result. `met` is there where the figure has a target. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly target?: string;
  readonly met?: boolean;
}

/** A figure with an upper limit, e.g. `atMost('…', 12.3, 20, 'ms')`. */
export const atMost = (name: string, value: number, limit: number, unit: string): Figure => ({
  name,
  value: withUnit(value, unit),
  target: `≤ ${limit} ${unit}`,
  met: value <= limit,
});

/** A figure with a lower limit. */
export const atLeast = (name: string, value: number, limit: number, unit: string): Figure => ({
  name,
  value: withUnit(value, unit),
  target: `≥ ${limit} ${unit}`,
  met: value >= limit,
});

/** Three digits that count. */
export const withUnit = (value: number, unit: string): string =>
  `${value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2)} ${unit}`.trim();

/** Prints a table with the machine's state above it. Sets exit code 1 when a target is missed. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  const widths = [
    Math.max(...figures.map(({ name }) => name.length)),
    Math.max(...figures.map(({ value }) => value.length)),
    Math.max(0, ...figures.map(({ target }) => target?.length ?? 0)),
  ] as const;
  console.log(`${title} · Node ${process.version} · ${machine()}\n`);
  for (const { name, value, target = '', met } of figures) {
    const verdict = met === undefined ? '' : met ? '✓' : '✗ missed';
    console.log(
      `${name.padEnd(widths[0])}  ${value.padStart(widths[1])}  ${target.padEnd(widths[2])}  ${verdict}`.trimEnd(),
    );
  }
  if (figures.some(({ met }) => met === false)) process.exitCode = 1;
}

/** Cores, and the load before this moment: figures of a busy machine are no figures. */
export const machine = () =>
  `${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1) ?? '?'} in the last minute`;

/** What goes on, for whoever waits. */
export const progress = (text: string): void => void process.stderr.write(`  ${text}\n`);
