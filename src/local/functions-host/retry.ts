import type { RetryOptions } from './protocol.ts';

/** Triggers whose functions may have a retry policy; elsewhere the service itself retries. Source: learn.microsoft.com/azure/azure-functions/functions-bindings-error-pages */
export const retryingTriggers: readonly string[] = [
  'timerTrigger',
  'cosmosDBTrigger',
  'eventHubTrigger',
  'kafkaTrigger',
];

/**
 * How long to wait before a retry, in ms. Exponential: the minimum, then minimum + 2^k × minimum × jitter, up to the maximum.
 * Source: azure-webjobs-sdk, RandomizedExponentialBackoffStrategy.
 *
 * @param retry 1 for the first.
 * @param random Uniform in [0, 1); the jitter is 0.8 … 1.2.
 */
export function retryDelayMs(options: RetryOptions, retry: number, random: () => number): number {
  const ms = (duration: { seconds: number } | undefined) => (duration?.seconds ?? 0) * 1000;
  if (options.retryStrategy === 'fixedDelay') return ms(options.delayInterval);
  const minimum = ms(options.minimumInterval);
  if (retry <= 1) return minimum;
  const jitter = 0.8 + 0.4 * random();
  return Math.min(ms(options.maximumInterval), minimum + 2 ** (retry - 2) * minimum * jitter);
}
