import type { Check, Tested } from './check.ts';

/** What a model may cost the process that serves it. */
const limits = { msPerRow: 1, loadedBytes: 200e6, graphBytes: 100e6 } as const;

/** Time per row and memory of loading. What is found says no figure that the next machine would contradict. */
export function limitChecks({ costs }: Tested): Check[] {
  const within = (name: string, cost: number, limit: number, limitText: string): Check => ({
    group: 'limits',
    name,
    score: cost <= limit ? 1 : 0,
    atLeast: 1,
    found: cost <= limit ? `within ${limitText}` : `over ${limitText}`,
  });
  return [
    within('time', costs.msPerRow, limits.msPerRow, `${limits.msPerRow} ms a row, asked one by one`),
    within('memory', costs.loadedBytes, limits.loadedBytes, `${limits.loadedBytes / 1e6} MB when loaded`),
    within('size', costs.graphBytes, limits.graphBytes, `${limits.graphBytes / 1e6} MB on disk`),
  ];
}
