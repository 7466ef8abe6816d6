import type { QueueClient } from '@azure/storage-queue';
import { addressParts, connection } from '../settings/connections.ts';
import { type OpenOutput, optional, required } from './binding.ts';
import { parseTemplate } from './binding-expression.ts';
import { bodyOf, messagesOf } from './outgoing.ts';

/** One queue message per value, encoded as host.json says; the queue is made when it is missing, as the runtime does it. */
export const openQueueOutput: OpenOutput = (binding, { settings, host, clients }) => {
  const queueName = parseTemplate(required(binding, 'queueName'));
  const name = optional(binding, 'connection') ?? 'AzureWebJobsStorage';
  connection(settings, name, addressParts.queue);
  const encode = (body: Uint8Array | string) =>
    Buffer.from(body).toString(host.extensions.queues.messageEncoding === 'base64' ? 'base64' : 'utf8');
  return {
    async write(value, data) {
      const queue = (await clients.queues(name)).getQueueClient(queueName.fill(data));
      for (const message of messagesOf(value)) await send(queue, encode(bodyOf(message)));
    },
  };
};

async function send(queue: QueueClient, text: string): Promise<void> {
  try {
    await queue.sendMessage(text);
  } catch (error) {
    if ((error as { code?: string }).code !== 'QueueNotFound') throw error;
    await queue.createIfNotExists();
    await queue.sendMessage(text);
  }
}
