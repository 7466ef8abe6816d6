import { startEventHubs } from '../../../src/local/event-hubs/event-hubs.ts';

/** The server as a process of its own, for tests that kill it: `node server-process.ts <folder> <port>` prints the port when it listens; the end of its input stops the server. */
const [dir = '', port = '0'] = process.argv.slice(2);
const hubs = [{ name: 'orders', partitions: 2, consumerGroups: [] }];
const server = await startEventHubs({ dir, port: Number(port), hubs });
console.log(server.port);
process.stdin.resume().once('end', () => void server.stop());
