import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { GridEvent } from '../event-grid/grid-event.ts';
import { account } from './account.ts';
import { createAzuriteServer } from './azurite-modules.ts';
import type { AzuriteServer } from './azurite-modules.ts';
import { blobEvents } from './blob-events.ts';
import type { BlobDocument, BlobEventBody } from './blob-events.ts';
import { exchangeWatch } from './exchange.ts';
import type { MetadataJournal } from './metadata-journal.ts';
import type { MessageDocument, QueueSignals } from './queue-signals.ts';

export interface SetUp {
  dir: string;
  journal: MetadataJournal;
  onBlobEvent?: (event: GridEvent<BlobEventBody>) => void;
  onFailure: (error: unknown) => void;
}

/** Azurite's blob service; an answer leaves when its change is durable and its event is handed on. Not yet listening. */
export function blobService({ dir, journal, onBlobEvent, onFailure }: SetUp, port: number): AzuriteServer {
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
  return withSockets(server);
}

/** Azurite's queue service; as above, with a signal for each message that can be fetched. */
export function queueService({ dir, journal, onFailure }: SetUp, port: number, signals: QueueSignals): AzuriteServer {
  const server = createAzuriteServer('queue', dir, port);
  journal.attach('queue-extents', server.extentMetadataStore);
  journal.attach('queue', server.metadataStore, ({ collection, kind, document }) => {
    if (collection === '$MESSAGES_COLLECTION$') signals[kind](document as MessageDocument);
  });
  exchangeWatch(onFailure).watch(server.httpServer, () => journal.flush());
  return withSockets(server);
}

/** Closes the port and resets what is connected. */
export async function stopServer(server: AzuriteServer): Promise<void> {
  if (!server.httpServer.listening) return;
  const closed = once(server.httpServer, 'close');
  const closing = server.close();
  for (const socket of sockets.get(server.httpServer) ?? [])
    // A socket that is ending cannot be reset: libuv refuses, and its handle would keep the process alive for ever.
    if (socket.writableEnded) socket.destroy();
    else socket.resetAndDestroy();
  await Promise.all([closing, closed]);
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
