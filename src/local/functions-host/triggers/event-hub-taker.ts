import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import type { HostedFunction } from '../functions.ts';
import type { Call } from '../invoker.ts';
import { batchCall, eventCall } from './event-hub-call.ts';
import type { Patiently } from './patience.ts';
import type { SourceContext } from './source.ts';

/** Runs the function for what a partition gives, and moves the partition's checkpoint. */
export interface Taker {
  take(events: ReceivedEventData[], partition: PartitionContext): Promise<void>;
  /** Writes the checkpoints that `batchCheckpointFrequency` holds back. */
  checkpointAll(): Promise<void>;
}

export function createTaker(
  one: HostedFunction,
  context: SourceContext,
  { patiently, stopping }: { patiently: Patiently; stopping: AbortSignal },
): Taker {
  const { batchCheckpointFrequency } = context.host.extensions.eventHubs;
  const shape = { isBinary: one.trigger['dataType'] === 'binary' };
  const isBatch = String(one.trigger['cardinality']).toLowerCase() === 'many';
  const pending = new Map<string, { batches: number; write: () => Promise<void> }>();

  /** @returns false when the host's end cut the retries short: the events have to come again. */
  const invoke = async (call: Call) => {
    const { status } = await context.invoker.invokeWithRetry(one, call, stopping);
    return status === 'success' || !stopping.aborted;
  };
  /** @returns the last event that is done with. */
  const run = async (events: ReceivedEventData[], partition: PartitionContext) => {
    if (isBatch) return (await invoke(batchCall(events, partition, shape))) ? events.at(-1) : undefined;
    let last: ReceivedEventData | undefined;
    for (const event of events) {
      if (stopping.aborted || !(await invoke(eventCall(event, partition, shape)))) break;
      last = event;
    }
    return last;
  };
  const checkpoint = async (partitionId: string) => {
    const write = pending.get(partitionId)?.write;
    pending.delete(partitionId);
    if (write) await patiently(write);
  };
  return {
    async take(events, partition) {
      const last = await run(events, partition);
      if (!last) return;
      const { partitionId } = partition;
      const batches = (pending.get(partitionId)?.batches ?? 0) + 1;
      pending.set(partitionId, { batches, write: () => partition.updateCheckpoint(last) });
      if (batches >= batchCheckpointFrequency) await checkpoint(partitionId);
    },
    async checkpointAll() {
      await Promise.allSettled([...pending.keys()].map(checkpoint));
    },
  };
}
