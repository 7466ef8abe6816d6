/** Entry of the process that test-loads one graph: answers its parent's one request and ends. */
import { AppError } from '../../domain/errors.ts';
import type { Manifest } from '../../domain/manifest.ts';
import { endWithParent } from '../reader/parent-watch.ts';
import { tryModel } from './try-model.ts';

export interface TestLoadRequest {
  readonly manifest: Manifest;
  readonly graph: Uint8Array;
}

export type TestLoadReply =
  { readonly answers: number[][]; readonly maxRssBytes: number } | { readonly refused: string };

endWithParent(Number(process.argv[2]));
process.once('message', (request: TestLoadRequest) => void answer(request));

async function answer({ manifest, graph }: TestLoadRequest): Promise<void> {
  try {
    const answers = await tryModel(manifest, graph);
    // Between two looks of the parent a graph can come and go.
    send({ answers, maxRssBytes: process.resourceUsage().maxRSS * 1024 });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    send({ refused: error.message });
  }
}

function send(reply: TestLoadReply): void {
  process.send?.(reply);
}
