import { pause } from '../invoker.ts';
import { createAvailability } from './availability.ts';
import type { SourceContext } from './source.ts';

/** Pauses while a service is away, in ms: the first, doubled up to the last. */
const [firstPauseMs, longestPauseMs] = [250, 5_000];

/** Why a source ends: another package goes on in its place. Without a reason the host itself ends. */
export const handedOver = Symbol('handed over');

/** How long, in ms, a service may still take to answer when a source ends: somebody waits for a host's end. */
export const lastAnswerMs = (stopping: AbortSignal): number => (stopping.reason === handedOver ? 10_000 : 1_000);

/** The host stops; nobody waits for an answer any more. */
export class StoppedError extends Error {
  override name = 'StoppedError';
}

/** Does work on a service that may be away: again and again until it succeeds. */
export type Patiently = <T>(work: () => Promise<T>) => Promise<T>;

/** @returns A function that rejects with StoppedError only. It says once that the service is away, and once that it is back. */
export function createPatience(what: string, say: SourceContext['say'], stopping: AbortSignal): Patiently {
  const availability = createAvailability(what, say);
  return async (work) => {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        const done = await beforeTheEnd(work(), stopping);
        availability.succeeded();
        return done;
      } catch (error) {
        if (stopping.aborted) throw new StoppedError('The host stops', { cause: error });
        availability.failed(error);
        await pause(pauseMs, stopping);
      }
    }
  };
}

function beforeTheEnd<T>(work: Promise<T>, stopping: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const giveUp = () => {
      timer = setTimeout(() => reject(new StoppedError('The host stops')), lastAnswerMs(stopping));
    };
    if (stopping.aborted) giveUp();
    else stopping.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', giveUp);
    });
  });
}
