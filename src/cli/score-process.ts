/**
 * Entry of the process in which `npm run test:models` asks a model version that no evaluator of our own knows: loads the graph in
 * onnxruntime as serving does, answers rows until its parent is gone. Says what loading and asking cost.
 */
import { checkFiles, checkManifest } from '../adapters/models/model-version.ts';
import { openSession, type ScoreRows } from '../adapters/models/graph-session.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { Row } from '../domain/row.ts';

type Request =
  | { readonly load: { readonly manifest: Manifest; readonly graph: Uint8Array } }
  | { readonly score: readonly Row[] }
  | { readonly time: readonly Row[] };

let scoreRows: ScoreRows | undefined;

process.on('message', (request: Request) => {
  answer(request).then(
    (answered) => process.send?.({ answered }),
    (error: unknown) => process.send?.({ refused: error instanceof Error ? error.message : String(error) }),
  );
});

async function answer(request: Request): Promise<unknown> {
  if ('load' in request) return load(request.load.manifest, request.load.graph);
  if (!scoreRows) throw new Error('No model is loaded');
  return 'score' in request ? scoreRows(request.score) : medianMs(scoreRows, request.time);
}

/** @returns By how many bytes the process grew. */
async function load(manifest: Manifest, graph: Uint8Array): Promise<number> {
  checkManifest(manifest);
  checkFiles(manifest, new Map([['model.onnx', graph]]), manifest.model);
  const before = process.memoryUsage.rss();
  scoreRows = await openSession(manifest, graph);
  return Math.max(0, process.memoryUsage.rss() - before);
}

/** One row at a time. */
async function medianMs(score: ScoreRows, rows: readonly Row[]): Promise<number> {
  const times: number[] = [];
  for (const row of rows) {
    const begin = performance.now();
    await score([row]);
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[times.length >> 1] ?? 0;
}
