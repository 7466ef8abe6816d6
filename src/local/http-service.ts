import { type RequestListener, type Server, createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { TroubledService } from './faults/fault.ts';
import type { Faults } from './faults/faults.ts';
import { resetSocket, withFaults } from './faults/http-faults.ts';
import type { LocalService } from './service.ts';

/** What answers between a start and the next stop. */
export interface HttpRoom {
  readonly listener: RequestListener;
  /** Called when nobody is connected any more. */
  close(): Promise<void> | void;
}

interface HttpServiceOptions {
  readonly name: TroubledService;
  /** 0: a free one. */
  readonly port: number;
  readonly faults?: Faults | undefined;
  /** Called at each start, before the port opens. */
  readonly open: () => HttpRoom | Promise<HttpRoom>;
}

/** A `LocalService` that speaks HTTP, behind its faults. @throws Error if the port is taken; whatever `open` throws. */
export async function startHttpService(options: HttpServiceOptions): Promise<LocalService> {
  const { name, faults } = options;
  let running = await run(options, options.port);
  const { port } = running;
  let stopped: Promise<void> | undefined;
  const reset = (service: TroubledService) => {
    if (service === name) running.reset();
  };
  faults?.changes.on('down', reset);
  return {
    name,
    port,
    stop() {
      faults?.changes.off('down', reset);
      return (stopped ??= running.close());
    },
    async start() {
      if (!stopped) return;
      await stopped;
      running = await run(options, port);
      faults?.changes.on('down', reset);
      stopped = undefined;
    },
  };
}

async function run({ name, faults, open }: HttpServiceOptions, wantedPort: number) {
  const room = await open();
  const server = createServer({ keepAliveTimeout: 60_000 }, withFaults(faults, name, room.listener));
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket.once('close', () => sockets.delete(socket))));
  const reset = () => {
    for (const socket of sockets) resetSocket(socket);
  };
  try {
    await listen(server, wantedPort);
  } catch (error) {
    await room.close();
    throw error;
  }
  return {
    port: (server.address() as AddressInfo).port,
    reset,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      reset();
      await closed;
      await room.close();
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
