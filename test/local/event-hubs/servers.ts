import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FaultDescription } from '../../../src/local/faults/fault.ts';
import { createFaults } from '../../../src/local/faults/faults.ts';
import {
  startEventHubs,
  type EventHubsOptions,
  type EventHubsService,
} from '../../../src/local/event-hubs/event-hubs.ts';

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'event-hubs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Hub `orders` with two partitions and the groups `$Default` and `audit`, on a free port, until the test ends. */
export async function aServer(options: Partial<EventHubsOptions> = {}): Promise<EventHubsService> {
  const hubs = [{ name: 'orders', partitions: 2, consumerGroups: ['audit'] }];
  const server = await startEventHubs({ dir: await aFolder(), port: 0, hubs, ...options });
  onTestFinished(() => server.stop());
  return server;
}

export type Trouble = FaultDescription['trouble'];

/** A server that can get into trouble. */
export async function aTroubledServer() {
  const faults = createFaults();
  const server = await aServer({ faults });
  /** The next operation that matches meets the trouble. */
  const next = (operation: string, trouble: Trouble, times = 1) =>
    faults.add({ service: 'event-hubs', operation, trouble, times });
  return { server, faults, next };
}
