import { BlobServiceClient } from '@azure/storage-blob';
import type { ContainerClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { QueueClient } from '@azure/storage-queue';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { startAzurite } from '../../../src/local/azurite/azurite.ts';
import type { Azurite } from '../../../src/local/azurite/azurite.ts';
import type { BlobEventBody } from '../../../src/local/azurite/blob-events.ts';
import { movableClock } from '../../../src/local/clock.ts';
import type { MovableClock } from '../../../src/local/clock.ts';
import type { GridEvent } from '../../../src/local/event-grid/grid-event.ts';
import { createFaults } from '../../../src/local/faults/faults.ts';
import type { Faults } from '../../../src/local/faults/faults.ts';
import type { Signals } from '../../../src/local/service.ts';

/** An Azurite for each test, with what it said. */
export interface RunningAzurite {
  dir: string;
  azurite: Azurite;
  signals: Signals;
  events: GridEvent<BlobEventBody>[];
  faults: Faults;
  /** By which messages become visible. */
  clock: MovableClock;
  /** Takes the events; a test may put a failing one in its place. */
  onBlobEvent: (event: GridEvent<BlobEventBody>) => void;
  container(): Promise<ContainerClient>;
  queue(): Promise<QueueClient>;
}

export function azuriteForEachTest(): RunningAzurite {
  const running = {
    async container() {
      const client = BlobServiceClient.fromConnectionString(running.azurite.connectionString, {
        retryOptions: { maxTries: 1 },
      });
      const container = client.getContainerClient('documents');
      await container.createIfNotExists();
      return container;
    },
    async queue() {
      const queue = QueueServiceClient.fromConnectionString(running.azurite.connectionString, {
        retryOptions: { maxTries: 1 },
      }).getQueueClient('ocr');
      await queue.createIfNotExists();
      return queue;
    },
  } as RunningAzurite;
  beforeEach(async () => {
    running.dir = await mkdtemp(join(tmpdir(), 'docscore-azurite-'));
    running.signals = new EventEmitter();
    running.events = [];
    running.faults = createFaults();
    running.clock = movableClock();
    running.onBlobEvent = (event) => running.events.push(event);
    running.azurite = await startAzurite({
      dir: running.dir,
      blobPort: 0,
      queuePort: 0,
      signals: running.signals,
      clock: running.clock,
      faults: running.faults,
      onBlobEvent: (event) => running.onBlobEvent(event),
      onFailure: () => undefined,
    });
  });
  afterEach(async () => {
    await running.azurite.stop();
    await rm(running.dir, { recursive: true });
  });
  return running;
}
