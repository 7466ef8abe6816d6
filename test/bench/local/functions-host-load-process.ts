/** Loads one address and tells its parent what came of it. argv: URL, connections, seconds. */
import autocannon from 'autocannon';

const [url = '', connections, seconds] = process.argv.slice(2);
const { requests, latency, non2xx, errors } = await autocannon({
  url,
  connections: Number(connections),
  duration: Number(seconds),
});
process.send?.({ perSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99, failed: non2xx + errors });
