/** Loads one address with POSTs and tells its parent what came of it. Its parent sends what to do; argv: none. */
import { once } from 'node:events';
import autocannon from 'autocannon';
import { percentile } from '../percentile.ts';

export interface Orders {
  readonly url: string;
  readonly bodies: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}

export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly answered: number;
  readonly failed: number;
}

const [{ url, bodies, headers, connections, seconds }] = (await once(process, 'message')) as [Orders];
const times: number[] = [];
const { requests, non2xx, errors } = await new Promise<autocannon.Result>((done, failed) => {
  const asked = bodies.map(
    (body) => ({ method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }) as const,
  );
  const run = autocannon({ url, connections, duration: seconds, requests: asked }, (error: unknown, result) => {
    if (error) failed(error instanceof Error ? error : new Error('The generator failed'));
    else done(result);
  });
  // Its own histogram knows whole milliseconds only.
  run.on('response', (_client, _status, _bytes, ms) => void times.push(ms));
});
const load: Load = {
  perSecond: requests.average,
  p50Ms: percentile(times, 50),
  p99Ms: percentile(times, 99),
  answered: times.length,
  failed: non2xx + errors,
};
process.send?.(load);
process.disconnect();
