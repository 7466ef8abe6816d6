import { once } from 'node:events';
import { startEventHubs } from '../../../src/local/event-hubs/event-hubs.ts';

/**
 * The server as a process of its own, for tests that kill it: `node server-process.ts <folder>` starts it at the first bytes of its input, prints
 * its connection string when it listens, and stops it at the end of its input.
 */
const [dir = ''] = process.argv.slice(2);
await once(process.stdin, 'data');
const hubs = [{ name: 'orders', partitions: 2, consumerGroups: [] }];
const server = await startEventHubs({ dir, port: 0, hubs });
console.log(server.connectionString);
process.stdin.once('end', () => void server.stop());
