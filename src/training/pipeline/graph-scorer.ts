import type { Manifest } from '../../domain/manifest.ts';
import type { Row } from '../../domain/row.ts';
import { compileGraph } from '../../models/evaluators/compile.ts';
import type { Costs, Scorer } from '../tests/check.ts';

/** How often a row is timed. */
const rounds = 300;

/** Answers as the graph does that was written, not as the trainer meant. @throws Error for a graph that is not one of ours. */
export function graphScorer(signature: Manifest['signature'], graph: Uint8Array): Scorer {
  const { labels } = signature;
  const evaluator = compileGraph({ signature }, graph);
  if (!evaluator) throw new Error('The graph that was written cannot be compiled');
  return (rows) => {
    const flat = evaluator.score(rows);
    return Promise.resolve(
      rows.map((_, index) => [...flat.subarray(index * labels.length, (index + 1) * labels.length)]),
    );
  };
}

/** What it costs to load a graph and to ask it for one row at a time. */
export async function costsOf(graphBytes: number, load: () => Scorer, rows: readonly Row[]): Promise<Costs> {
  const before = memory();
  const score = load();
  await score(rows.slice(0, 1));
  const loadedBytes = Math.max(0, memory() - before);
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const row = rows[round % rows.length];
    if (!row) break;
    const begin = performance.now();
    await score([row]);
    times.push(performance.now() - begin);
  }
  return { graphBytes, loadedBytes, msPerRow: times.sort((a, b) => a - b)[times.length >> 1] ?? 0 };
}

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
