import { AppError } from '../../domain/errors.ts';
import { processUsage } from './process-usage.ts';
import { ReaderDied } from './reader-died.ts';

const EVERY_MS = 50;
/**
 * A process that computed for less than this share of its time was not slow but starved by others on the machine. It may go on
 * until it had its share, at most this many times as long; then it is stopped, and the document is not to blame.
 */
const FAIR_SHARE = 0.9;
const PATIENCE = 10;

interface RequestLimits {
  readonly limitMs: number;
  readonly rssBytes: number;
}

/**
 * Waits for an answer and samples what the process uses meanwhile.
 *
 * @param stop Kills the process, and gives the error back that the document ends with.
 * @throws AppError `rejected` over a limit; ReaderDied when the process hangs or starves.
 */
export async function watchLimits<T>(
  pid: number,
  limits: RequestLimits,
  answer: Promise<T>,
  stop: (reason: string, error: Error) => Error,
): Promise<T> {
  const over = Promise.withResolvers<never>();
  const since = performance.now();
  let cpuBefore: number | undefined;
  const sample = async () => {
    const usage = await processUsage(pid);
    if (!usage) return;
    cpuBefore ??= usage.cpuMs;
    const verdict = judge(usage.rssBytes, performance.now() - since, usage.cpuMs - cpuBefore, limits);
    if (verdict) over.reject(stop(verdict.reason, verdict.error));
  };
  void sample();
  const timer = setInterval(() => void sample(), EVERY_MS);
  try {
    return await Promise.race([answer, over.promise]);
  } finally {
    clearInterval(timer);
    // Whichever loses the race has nobody listening.
    answer.catch(() => undefined);
    over.promise.catch(() => undefined);
  }
}

function judge(rssBytes: number, elapsedMs: number, cpuMs: number, limits: RequestLimits) {
  if (rssBytes > limits.rssBytes) {
    const message = `The document needs more than the ${Math.round(limits.rssBytes / 1e6)} MB of memory that reading may use.`;
    return {
      reason: 'memory',
      error: new AppError('rejected', message, {
        next: 'Export it anew or scan it at 300 dpi or less, and upload that.',
      }),
    };
  }
  const { limitMs } = limits;
  if (elapsedMs <= limitMs) return undefined;
  if (cpuMs >= limitMs * FAIR_SHARE) {
    const message = `Reading takes longer than the ${limitMs / 1000} seconds that it may take.`;
    const next = 'Print or export the document to a new PDF and upload that.';
    return { reason: 'time', error: new AppError('rejected', message, { next }) };
  }
  if (elapsedMs <= limitMs * PATIENCE) return undefined;
  return { reason: 'starved', error: new ReaderDied('The reader process hung, or the machine is too busy') };
}
