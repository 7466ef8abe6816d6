import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { LocalService, Signals } from '../service.ts';
import { SAS_KEY, SAS_POLICY } from './cbs.ts';
import { serveConnection } from './connection.ts';
import { makeFaults, type Faults } from './faults.ts';
import { Hub, type HubDescription } from './hub.ts';

export type { HubDescription };

export interface EventHubsOptions {
  /** Where the events are kept; made when absent. */
  readonly dir: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly hubs: readonly HubDescription[];
  /** Gets `hub:<name>` after events were stored. */
  readonly signals?: Signals | undefined;
  /** The clock, in ms since 1970: enqueued times and retention. */
  readonly now?: () => number;
}

export type EventHubsService = LocalService & {
  /** For `@azure/event-hubs`; AMQP over plain TCP, because of `UseDevelopmentEmulator`. */
  readonly connectionString: string;
  readonly faults: Faults;
};

/**
 * Starts an Event Hubs namespace that the real SDK can use: AMQP 1.0 on 127.0.0.1.
 *
 * How to read it: `amqp.ts` and `amqp-server.ts` wrap the protocol library · `connection.ts` serves one client and knows its links · `cbs.ts` tokens ·
 * `management.ts` questions · `producer.ts` events in · `consumer.ts` events out, with `ownership.ts` and `start-position.ts` ·
 * `hub.ts` partitions, with `partition-hash.ts` · `log.ts` a partition's events on disk, with `log-index.ts`, `log-segment.ts`, `log-record.ts` ·
 * `message-encoding.ts` and `amqp-values.ts` annotate events without decoding them · `faults.ts` troubles on demand.
 *
 * @throws Error when the port is taken, a description is wrong or a stored log is damaged.
 */
export async function startEventHubs(options: EventHubsOptions): Promise<EventHubsService> {
  const { dir, hubs: descriptions, signals, now = Date.now } = options;
  const sockets = new Set<Socket>();
  let port = options.port;
  let running: { server: Server; hubs: Hub[] } | undefined;

  const dropConnections = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const faults = makeFaults({
    dropConnections,
    detachReceivers: (error) => {
      const partitions = running?.hubs.flatMap((hub) => hub.partitions) ?? [];
      for (const consumer of partitions.flatMap(({ consumers }) => [...consumers])) consumer.stop(error);
    },
  });

  const start = async () => {
    if (running) return;
    const hubs: Hub[] = [];
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      serveConnection(socket, { hubs, faults, signals, now });
    });
    try {
      for (const description of descriptions) hubs.push(await Hub.open(description, dir, now));
      port = await listen(server, port);
    } catch (error) {
      await closeAll(hubs);
      throw error;
    }
    running = { server, hubs };
  };

  const stop = async () => {
    if (!running) return;
    const { server, hubs } = running;
    running = undefined;
    const closed = new Promise((resolve) => server.close(resolve));
    dropConnections();
    await closed;
    await closeAll(hubs);
  };

  await start();
  return {
    name: 'event-hubs',
    get port() {
      return port;
    },
    get connectionString() {
      return `Endpoint=sb://localhost:${port};SharedAccessKeyName=${SAS_POLICY};SharedAccessKey=${SAS_KEY};UseDevelopmentEmulator=true;`;
    },
    faults,
    start,
    stop,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

const closeAll = (hubs: readonly Hub[]) => Promise.all(hubs.map((hub) => hub.close()));
