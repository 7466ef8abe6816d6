import type { Row } from '../../domain/row.ts';
import type { ScoreRows } from './graph-session.ts';

interface Call extends PromiseWithResolvers<number[][]> {
  readonly rows: readonly Row[];
}

/**
 * Calls of one event-loop tick share one run: what onnxruntime costs per call is paid once for all requests that arrived together.
 * Nobody waits for others to come: the run starts as soon as what has arrived already is looked through.
 * Where a run fails, each call is tried alone, so that only those who are to blame fail.
 */
export function coalesced(run: ScoreRows): ScoreRows {
  let waiting: Call[] = [];
  return async (rows) => {
    const call = { rows, ...Promise.withResolvers<number[][]>() };
    // Sockets are read one callback each; a microtask or nextTick would end before the next of them is looked at.
    if (waiting.push(call) === 1) setImmediate(() => void flush());
    return await call.promise;
  };

  async function flush(): Promise<void> {
    const calls = waiting;
    waiting = [];
    try {
      const answers = await run(calls.flatMap(({ rows }) => rows));
      let first = 0;
      for (const { rows, resolve } of calls) resolve(answers.slice(first, (first += rows.length)));
    } catch (error) {
      if (calls.length === 1) calls[0]?.reject(error);
      else for (const { rows, resolve, reject } of calls) await run(rows).then(resolve, reject);
    }
  }
}
