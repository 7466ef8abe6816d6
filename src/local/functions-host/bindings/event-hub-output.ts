import { addressParts, connection } from '../settings/connections.ts';
import { type OpenOutput, required } from './binding.ts';
import { parseTemplate } from './binding-expression.ts';
import { bodyOf, messagesOf } from './outgoing.ts';

/** One event per value, sent in batches as large as the hub allows. */
export const openEventHubOutput: OpenOutput = (binding, { settings, clients }) => {
  const hub = parseTemplate(required(binding, 'eventHubName'));
  const name = required(binding, 'connection');
  connection(settings, name, addressParts.eventHubs);
  return {
    async write(value, data) {
      const events = messagesOf(value).map((message) => ({ body: Buffer.from(bodyOf(message)) }));
      if (events.length === 0) return;
      const producer = await clients.producer(name, hub.fill(data));
      let batch = await producer.createBatch();
      for (const event of events) {
        if (batch.tryAdd(event)) continue;
        if (batch.count > 0) await producer.sendBatch(batch);
        batch = await producer.createBatch();
        if (!batch.tryAdd(event))
          throw new Error(`An event of ${event.body.length} bytes is larger than the hub '${hub.fill(data)}' allows`);
      }
      await producer.sendBatch(batch);
    },
  };
};
