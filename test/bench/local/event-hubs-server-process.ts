import { startEventHubs } from '../../../src/local/event-hubs/event-hubs.ts';
import { startSettlingServer } from './settling-server.ts';

/**
 * One side of the benchmark, a process of its own: `node event-hubs-server-process.ts <folder>` serves hub `bench` from that folder;
 * without one, it only settles what comes and gives the same event again and again. Prints its connection string.
 */
const [dir] = process.argv.slice(2);
const hubs = [{ name: 'bench', partitions: 4, consumerGroups: [] }];
const { connectionString } =
  dir === undefined ? await startSettlingServer() : await startEventHubs({ dir, port: 0, hubs });
console.log(connectionString);
