import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import type { GridEvent } from '../event-grid/grid-event.ts';
import type { Faults } from '../faults/faults.ts';
import type { LocalService, Signals } from '../service.ts';
import { storageConnectionString } from './account.ts';
import type { BlobEventBody } from './blob-events.ts';
import { openMetadataJournal } from './metadata-journal.ts';
import { queueSignals } from './queue-signals.ts';
import { blobService, portOf, queueService, stopServer } from './storage-services.ts';

export interface AzuriteOptions {
  /** Where blobs, messages and their metadata are kept; made if absent. */
  dir: string;
  /** 0 takes a free one. */
  blobPort: number;
  queuePort: number;
  /** Hears `queue:<name>`. */
  signals?: Signals;
  /**
   * Hears each committed or deleted blob once, just before the client has its answer.
   * Must be synchronous: what it throws, costs the client the answer.
   */
  onBlobEvent?: (event: GridEvent<BlobEventBody>) => void;
  /** Hears what stopped an answer, such as a full disk. */
  onFailure?: (error: unknown) => void;
  /** By which messages become visible; the rest goes by the system's time. */
  clock?: Clock;
  /** Of services `blob` and `queue`: `<METHOD> <path and query>`, and `message <queue>` as messages are put. */
  faults?: Faults | undefined;
}

/** `port` is the blob service's. */
export interface Azurite extends LocalService {
  readonly queuePort: number;
  readonly connectionString: string;
}

/**
 * Blob and queue storage in this process: Azurite, made to survive `kill -9` and to raise storage events.
 *
 * How to read it: `storage-services.ts` the two servers · `exchange.ts` which change belongs to which request · `metadata-journal.ts`
 * what survives · `blob-events.ts` what raises an event · `queue-signals.ts`, `message-clock.ts` when a message is visible ·
 * `message-faults.ts` · `azurite-modules.ts`, `queue-store.ts` what we use of Azurite.
 */
export async function startAzurite(options: AzuriteOptions): Promise<Azurite> {
  let ports = { blob: options.blobPort, queue: options.queuePort };
  let running = await run(options, ports);
  ports = running.ports;
  let isUp = true;
  return {
    name: 'azurite',
    port: ports.blob,
    queuePort: ports.queue,
    connectionString: storageConnectionString(ports),
    async stop() {
      if (!isUp) return;
      isUp = false;
      await running.stop();
    },
    async start() {
      if (isUp) return;
      running = await run(options, ports);
      isUp = true;
    },
  };
}

async function run(options: AzuriteOptions, ports: { blob: number; queue: number }) {
  await mkdir(options.dir, { recursive: true });
  const journal = openMetadataJournal(join(options.dir, 'metadata.sqlite'));
  const { clock = systemClock, faults } = options;
  const messages = queueSignals(options.signals, clock);
  const setUp = { onFailure: (error: unknown) => console.error(error), ...options, journal, clock, faults };
  const services = [blobService(setUp, ports.blob), queueService(setUp, ports.queue, messages)] as const;
  const stop = async () => {
    messages.stop();
    await Promise.all(services.map(stopServer));
    journal.close();
  };
  const starts = await Promise.allSettled(services.map((server) => server.start()));
  for (const start of starts)
    if (start.status === 'rejected') {
      await stop();
      throw start.reason;
    }
  return { ports: { blob: portOf(services[0]), queue: portOf(services[1]) }, stop };
}
