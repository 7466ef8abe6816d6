import { earliestEventPosition, EventHubConsumerClient, EventHubProducerClient } from '@azure/event-hubs';

/**
 * The client side of the benchmark, a process of its own: `node event-hubs-client-process.ts in|out <connection string> <events>`
 * sends (or reads, from the start) so many events of 1 KB with the real SDK and prints events per second.
 */
const [direction = 'in', connectionString = '', count = '0'] = process.argv.slice(2);
const events = Number(count);
console.log(await (direction === 'in' ? send() : receive()));
process.exit(0);

/** Batches of 500 to each of four partitions, the next when the last was acknowledged. */
async function send(): Promise<number> {
  const producer = new EventHubProducerClient(connectionString, 'bench');
  const { partitionIds } = await producer.getEventHubProperties();
  const body = 'x'.repeat(1000);
  // Opens the links: the time to attach is not what is measured.
  for (const partitionId of partitionIds) await producer.sendBatch([{ body }], { partitionId });
  let left = events - partitionIds.length;
  const start = performance.now();
  const sendTo = async (partitionId: string) => {
    while (left > 0) {
      const batch = await producer.createBatch({ partitionId });
      while (left > 0 && batch.count < 500 && batch.tryAdd({ body })) left--;
      await producer.sendBatch(batch);
    }
  };
  await Promise.all(partitionIds.map(sendTo));
  return (events - partitionIds.length) / ((performance.now() - start) / 1000);
}

/** All partitions at once; the time starts at the first event. */
function receive(): Promise<number> {
  const consumer = new EventHubConsumerClient('$Default', connectionString, 'bench');
  let start: number | undefined;
  let received = 0;
  return new Promise((resolve, reject) => {
    consumer.subscribe(
      {
        processEvents(batch) {
          start ??= performance.now();
          received += batch.length;
          if (received >= events) resolve(received / ((performance.now() - start) / 1000));
          return Promise.resolve();
        },
        processError(error) {
          reject(error);
          return Promise.resolve();
        },
      },
      { startPosition: earliestEventPosition, maxBatchSize: 500, prefetchCount: 2000 },
    );
  });
}
