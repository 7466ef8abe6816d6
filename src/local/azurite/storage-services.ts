import { once } from 'node:events';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import type { GridEvent } from '../event-grid/grid-event.ts';
import type { TroubledService } from '../faults/fault.ts';
import type { Faults } from '../faults/faults.ts';
import { resetSocket, withFaults } from '../faults/http-faults.ts';
import { account } from './account.ts';
import { createAzuriteServer } from './azurite-modules.ts';
import type { AzuriteServer } from './azurite-modules.ts';
import { blobEvents } from './blob-events.ts';
import type { BlobDocument, BlobEventBody } from './blob-events.ts';
import { exchangeWatch } from './exchange.ts';
import { runByClock } from './message-clock.ts';
import { disturbMessages } from './message-faults.ts';
import type { MetadataJournal } from './metadata-journal.ts';
import type { MessageDocument, QueueSignals } from './queue-signals.ts';
import type { QueueStore } from './queue-store.ts';

export interface SetUp {
  dir: string;
  journal: MetadataJournal;
  onBlobEvent?: (event: GridEvent<BlobEventBody>) => void;
  onFailure: (error: unknown) => void;
  clock: Clock;
  faults: Faults | undefined;
}

/** Azurite's blob service; an answer leaves when its change is durable and its event is handed on. Not yet listening. */
export function blobService({ dir, journal, onBlobEvent, onFailure, faults }: SetUp, port: number): AzuriteServer {
  const server = createAzuriteServer('blob', dir, port);
  const exchanges = exchangeWatch<BlobDocument>(onFailure);
  journal.attach('blob-extents', server.extentMetadataStore);
  journal.attach('blob', server.metadataStore, ({ collection, kind, document }) => {
    if (collection === '$BLOBS_COLLECTION$') exchanges.current()?.[kind].push(document as BlobDocument);
  });
  exchanges.watch(server.httpServer, (exchange) => {
    const endpoint = `http://127.0.0.1:${exchange.request.socket.localPort ?? port}/${account.name}`;
    // The event first: killed in between, an event whose blob is not there does no harm; a blob without its event would.
    for (const event of blobEvents(exchange, endpoint, () => journal.nextSequence())) onBlobEvent?.(event);
    journal.flush();
  });
  return inTrouble(withSockets(server), 'blob', faults);
}

/** Azurite's queue service; as above, with a signal for each message that can be fetched. */
export function queueService(setUp: SetUp, port: number, signals: QueueSignals): AzuriteServer {
  const { dir, journal, onFailure, clock, faults } = setUp;
  const server = createAzuriteServer('queue', dir, port);
  runByClock(server.metadataStore as QueueStore, clock);
  if (faults) disturbMessages(server.metadataStore as QueueStore, faults);
  journal.attach('queue-extents', server.extentMetadataStore);
  journal.attach('queue', server.metadataStore, ({ collection, kind, document }) => {
    if (collection === '$MESSAGES_COLLECTION$') signals[kind](document as MessageDocument);
  });
  exchangeWatch(onFailure).watch(server.httpServer, () => journal.flush());
  return inTrouble(withSockets(server), 'queue', faults);
}

/** Around all the rest: an answer that is lost is lost after its change was made durable and its event handed on. */
function inTrouble(server: AzuriteServer, service: TroubledService, faults: Faults | undefined): AzuriteServer {
  const { httpServer } = server;
  for (const listener of httpServer.listeners('request') as RequestListener[]) {
    httpServer.off('request', listener);
    httpServer.on('request', withFaults(faults, service, listener));
  }
  const reset = (down: TroubledService) => {
    if (down === service) resetAll(httpServer);
  };
  faults?.changes.on('down', reset);
  httpServer.once('close', () => faults?.changes.off('down', reset));
  return server;
}

/** Closes the port and resets what is connected. */
export async function stopServer(server: AzuriteServer): Promise<void> {
  if (!server.httpServer.listening) return;
  const closed = once(server.httpServer, 'close');
  const closing = server.close();
  resetAll(server.httpServer);
  await Promise.all([closing, closed]);
}

function resetAll(server: Server): void {
  for (const socket of sockets.get(server) ?? []) resetSocket(socket);
}

export const portOf = ({ httpServer }: AzuriteServer): number => (httpServer.address() as AddressInfo).port;

const sockets = new WeakMap<Server, Set<Socket>>();

function withSockets(server: AzuriteServer): AzuriteServer {
  const open = new Set<Socket>();
  sockets.set(server.httpServer, open);
  server.httpServer.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return server;
}
