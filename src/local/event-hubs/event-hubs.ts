import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { systemClock, type Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { resetSocket } from '../faults/http-faults.ts';
import type { LocalService, Signals } from '../service.ts';
import type { JwtCheck } from './cbs.ts';
import { acceptConnection } from './connection.ts';
import { Hub, type HubDescription } from './hub.ts';
import { SAS_KEY, SAS_POLICY } from './sas-token.ts';

export interface EventHubsOptions {
  /** Where the events are kept; made when absent. */
  readonly dir: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly hubs: readonly HubDescription[];
  /** Gets `hub:<name>` after events were stored. */
  readonly signals?: Signals | undefined;
  /** For enqueued times and retention. Default: the system's. */
  readonly clock?: Clock | undefined;
  /** Troubles on demand; operations: `connect`, `cbs`, `management`, `send <hub>/<partition|->`, `receive <hub>/<partition>`. */
  readonly faults?: Faults | undefined;
  /** Default: tokens of Entra ID are refused by name. */
  readonly checkJwt?: JwtCheck | undefined;
}

export type EventHubsService = LocalService & {
  /** For `@azure/event-hubs`; AMQP over plain TCP, because of `UseDevelopmentEmulator`. */
  readonly connectionString: string;
};

/**
 * Starts an Event Hubs namespace that the real SDK can use: AMQP 1.0 on 127.0.0.1.
 *
 * How to read it: `amqp.ts` and `amqp-server.ts` wrap the protocol library, `http-refusal.ts` is for those who speak another ·
 * `connection.ts` serves one client and knows its links; `namespace.ts` and `entity-path.ts` find what they name · `cbs.ts` tokens, with
 * `sas-token.ts` · `management.ts` questions · `requests.ts` how both are answered · `producer.ts` events in · `consumer.ts` events out, with
 * `outlet.ts`, `ownership.ts` and `start-position.ts` · `hub.ts` partitions, with `partition-hash.ts` ·
 * `log.ts` a partition's events on disk, with `log-index.ts`, `log-segment.ts` and `log-record.ts` ·
 * `message-encoding.ts` and `amqp-values.ts` annotate events without decoding them · `refusal.ts` what clients hear of errors ·
 * `troubles.ts` and `delivery-gate.ts` what faults do.
 *
 * @throws Error when the port is taken, a description is wrong or a stored log is damaged.
 */
export async function startEventHubs(options: EventHubsOptions): Promise<EventHubsService> {
  const { dir, hubs: descriptions, signals, faults, checkJwt, clock = systemClock } = options;
  const sockets = new Set<Socket>();
  let port = options.port;
  let running: { server: Server; hubs: Hub[] } | undefined;

  const resetConnections = () => sockets.forEach(resetSocket);
  const onDown = (service: string) => {
    if (service === 'event-hubs') resetConnections();
  };

  const start = async () => {
    if (running) return;
    const hubs: Hub[] = [];
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      socket.on('error', () => undefined); // a peer that is cut off is no failure of ours
      void acceptConnection(socket, { hubs, faults, signals, clock, checkJwt });
    });
    try {
      for (const description of descriptions) hubs.push(await Hub.open(description, dir, () => clock.now()));
      port = await listen(server, port);
    } catch (error) {
      await closeAll(hubs);
      throw error;
    }
    faults?.changes.on('down', onDown);
    running = { server, hubs };
  };

  const stop = async () => {
    if (!running) return;
    const { server, hubs } = running;
    running = undefined;
    faults?.changes.off('down', onDown);
    const closed = new Promise((resolve) => server.close(resolve));
    resetConnections();
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
