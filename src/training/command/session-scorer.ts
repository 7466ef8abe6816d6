import { fork } from 'node:child_process';
import type { Row } from '../../domain/row.ts';
import type { ModelFolder } from '../pipeline/describe.ts';
import type { Costs, Scorer } from '../tests/check.ts';

/** Only this process loads onnxruntime; training never does. */
const entry = new URL('../../cli/score-process.ts', import.meta.url);

export interface SessionScorer extends Disposable {
  readonly score: Scorer;
  readonly loadedBytes: number;
  msPerRow(rows: readonly Row[]): Promise<number>;
}

/** A model version in onnxruntime, in a process of its own that ends with its disposal. @throws Error with the reason when it does not load. */
export async function sessionScorer({ manifest, graph }: ModelFolder): Promise<SessionScorer> {
  const child = fork(entry, { serialization: 'advanced', env: {}, execArgv: [] });
  let last: Promise<unknown> = Promise.resolve();
  /** One question at a time: an answer does not say which it belongs to. */
  const ask = <T>(request: object): Promise<T> => {
    const answer = last.then(() => askNow<T>(request));
    last = answer.catch(() => undefined);
    return answer;
  };
  const askNow = <T>(request: object): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const ended = (code: number | null) =>
      reject(new Error(`The process that loads the graph ended (${code ?? 'killed'})`));
    child.once('exit', ended);
    child.once('message', (reply: { answered: T } | { refused: string }) => {
      child.off('exit', ended);
      if ('refused' in reply) reject(new Error(reply.refused));
      else resolve(reply.answered);
    });
    child.send(request, (error) => (error ? reject(error) : undefined));
    return promise;
  };
  try {
    const loadedBytes = await ask<number>({ load: { manifest, graph } });
    return {
      loadedBytes,
      score: (rows) => ask<number[][]>({ score: rows }),
      msPerRow: (rows) => ask<number>({ time: rows }),
      [Symbol.dispose]: () => child.kill(),
    };
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** What loading and asking cost there. */
export async function sessionCosts(session: SessionScorer, graphBytes: number, rows: readonly Row[]): Promise<Costs> {
  const msPerRow = await session.msPerRow(rows.slice(0, 300));
  return { graphBytes, loadedBytes: session.loadedBytes, msPerRow };
}
