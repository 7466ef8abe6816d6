import { fork, type ChildProcess } from 'node:child_process';
import { extname } from 'node:path';
import { AppError } from '../../domain/errors.ts';
import type { Manifest } from '../../domain/manifest.ts';
import { watchLimits } from '../reader/watch-limits.ts';
import type { TestLoadReply, TestLoadRequest } from './test-load-process.ts';
import { turns } from './turns.ts';

/** What a test-load may take. */
export interface TestLoadLimits {
  /** Of its own computing: a machine that is busy with others does not count. */
  readonly timeMs: number;
  readonly rssBytes: number;
}

const testLoadLimits: TestLoadLimits = { timeMs: 20_000, rssBytes: 1e9 };

/** Each is a process of 150 MB and more. */
const inTurn = turns(2);

/** Beside this file as a source; in the bundle, beside its main file. */
const entry = new URL(`./test-load-process${extname(import.meta.url)}`, import.meta.url);

/**
 * Loads a graph in a process of its own and lets it score example rows, watched and killed over a limit.
 *
 * @returns onnxruntime's answers to `exampleRows`.
 * @throws AppError `invalid` with the reason when the graph fails, `unavailable` when the machine did.
 */
export const testLoad = (
  manifest: Manifest,
  graph: Uint8Array,
  limits: TestLoadLimits = testLoadLimits,
): Promise<number[][]> =>
  inTurn(async () => {
    // No secrets: a graph is hostile until it is tested.
    const child = fork(entry, [String(process.pid)], {
      env: {},
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    const answer = answerOf(child, manifest);
    try {
      // A closed channel is reported by the end of the process.
      child.send({ manifest, graph } satisfies TestLoadRequest, () => undefined);
      const reply = await watchLimits(
        child.pid ?? 0,
        { limitMs: limits.timeMs, rssBytes: limits.rssBytes },
        answer,
        (reason) => stopped(reason, manifest, limits),
      );
      if ('refused' in reply) throw refusal(manifest, `its test-load failed: ${reply.refused}`);
      if (reply.maxRssBytes > limits.rssBytes) throw stopped('memory', manifest, limits);
      return reply.answers;
    } finally {
      child.kill('SIGKILL');
    }
  });

function answerOf(child: ChildProcess, manifest: Manifest): Promise<TestLoadReply> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-500)));
  return new Promise((resolve, reject) => {
    child.once('message', (reply) => resolve(reply as TestLoadReply));
    child.once('error', (cause) => reject(new AppError('unavailable', 'A test-load could not be started', { cause })));
    child.once('close', (code, signal) => {
      const how = `${signal ?? `exit code ${code}`} ${said}`.trim();
      const isKilled = signal === 'SIGKILL' || signal === 'SIGTERM' || signal === 'SIGINT';
      reject(
        isKilled
          ? new AppError('unavailable', `The test-load was stopped: ${how}`)
          : refusal(manifest, `its test-load crashed: ${how}`),
      );
    });
  });
}

function stopped(reason: string, manifest: Manifest, { timeMs, rssBytes }: TestLoadLimits): AppError {
  switch (reason) {
    case 'memory':
      return refusal(
        manifest,
        `its test-load needs more than the ${Math.round(rssBytes / 1e6)} MB of memory that it may use`,
      );
    case 'time':
      return refusal(manifest, `its test-load takes longer than the ${timeMs / 1000} seconds that it may take`);
    default:
      return new AppError('unavailable', 'The machine is too busy for a test-load', {
        next: 'Try again when less runs.',
      });
  }
}

const refusal = ({ model, modelVersion }: Manifest, reason: string) =>
  new AppError('invalid', `Model ${model} ${modelVersion} is refused: ${reason}`, {
    next: 'Mend the model and register it as a new version.',
  });
