import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { startEventGrid } from '../../../src/local/event-grid/event-grid.ts';
import type { EventGrid } from '../../../src/local/event-grid/event-grid.ts';
import type { SubscriptionDescription } from '../../../src/local/event-grid/subscription.ts';
import type { TopicDescription } from '../../../src/local/event-grid/topic.ts';
import { createFaults } from '../../../src/local/faults/faults.ts';
import type { Faults } from '../../../src/local/faults/faults.ts';
import { aSubscription } from './builders.ts';
import { manualClock } from './manual-clock.ts';
import type { ManualClock } from './manual-clock.ts';
import { startWebhook } from './webhook.ts';
import type { Webhook } from './webhook.ts';

/** A grid for each test, on a clock that the test moves, with a webhook to deliver to. */
export interface RunningGrid {
  grid: EventGrid;
  clock: ManualClock;
  webhook: Webhook;
  deadLetters: { container: string; blobName: string; json: string }[];
  isContainerAway: boolean;
  /** One more grid on the same folder. */
  startAnother(...subscriptions: SubscriptionDescription[]): Promise<EventGrid>;
  readonly topics: TopicDescription[];
  faults: Faults;
  restart(...subscriptions: SubscriptionDescription[]): Promise<void>;
}

export function gridForEachTest(): RunningGrid {
  let dir: string;
  const running = {
    topics: [{ name: 'orders' }, { name: 'cloud-orders', inputSchema: 'CloudEventSchemaV1_0' }],
    startAnother: (...subscriptions) =>
      startEventGrid({
        dir,
        port: 0,
        topics: running.topics,
        clock: running.clock,
        faults: running.faults,
        random: () => 0,
        subscriptions: subscriptions.length === 0 ? [aSubscription()] : subscriptions,
        deadLetter: (container, blobName, json) => {
          if (running.isContainerAway) return Promise.reject(new Error('ContainerNotFound'));
          running.deadLetters.push({ container, blobName, json });
          return Promise.resolve();
        },
      }),
    async restart(...subscriptions) {
      await running.grid.close();
      running.grid = await running.startAnother(...subscriptions);
    },
  } as RunningGrid;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'docscore-grid-'));
    running.clock = manualClock();
    running.webhook = await startWebhook();
    running.deadLetters = [];
    running.faults = createFaults();
    running.isContainerAway = false;
    running.grid = await running.startAnother();
  });
  afterEach(async () => {
    await running.grid.close();
    await running.webhook.close();
    await rm(dir, { recursive: true });
  });
  return running;
}
