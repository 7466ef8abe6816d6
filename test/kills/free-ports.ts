import { createServer } from 'node:net';
import type { Random } from '../../src/training/random.ts';

/** Below the range from which the system gives ports to clients: nobody takes one while its owner is dead. */
const range = { from: 20_000, to: 32_000 };

/** Ports that are free now, for processes that keep them over their deaths. */
export async function freePorts(count: number, random: Random): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = random.integer(range.from, range.to);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
