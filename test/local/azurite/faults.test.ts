import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { azuriteForEachTest } from './running-azurite.ts';

const running = azuriteForEachTest();

describe('the faults of blob requests', () => {
  it('lose the answer of a write whose bytes and event are there', async () => {
    const container = await running.container();
    running.faults.add({
      service: 'blob',
      operation: '^PUT .*/documents/a',
      trouble: { kind: 'drop', when: 'after' },
      times: 1,
    });

    await expect(container.getBlockBlobClient('a').upload('kept', 4)).rejects.toMatchObject({ code: 'ECONNRESET' });

    expect((await container.getBlobClient('a').downloadToBuffer()).toString()).toBe('kept');
    expect(running.events.map(({ subject }) => subject.at(-1))).toEqual(['a']);
    await running.azurite.stop();
    await running.azurite.start();
    expect((await container.getBlobClient('a').downloadToBuffer()).toString()).toBe('kept');
  });

  it('lose a write on its way', async () => {
    const container = await running.container();
    running.faults.add({ service: 'blob', operation: '^PUT ', trouble: { kind: 'drop', when: 'before' }, times: 1 });

    await expect(container.getBlockBlobClient('a').upload('lost', 4)).rejects.toMatchObject({ code: 'ECONNRESET' });

    expect(await container.getBlobClient('a').exists()).toBe(false);
    expect(running.events).toEqual([]);
  });

  it('answer with an error that the SDK understands', async () => {
    const container = await running.container();
    running.faults.add({ service: 'blob', operation: '^PUT ', trouble: { kind: 'error', status: 503 } });

    await expect(container.getBlockBlobClient('a').upload('x', 1)).rejects.toMatchObject({
      statusCode: 503,
      code: 'ServerBusy',
    });
    expect(running.events).toEqual([]);
  });

  it('take the service down and up again, with all that was there', async () => {
    const container = await running.container();
    await container.getBlockBlobClient('a').upload('kept', 4);
    const queue = await running.queue();
    const id = running.faults.add({ service: 'blob', trouble: { kind: 'down' } });

    await expect(container.getBlobClient('a').getProperties()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await queue.sendMessage('queues are another service');
    running.faults.remove(id);

    expect((await container.getBlobClient('a').downloadToBuffer()).toString()).toBe('kept');
  });
});

describe('the faults of messages', () => {
  const signal = () => once(running.signals as EventEmitter, 'queue:ocr');
  const receive = async () => {
    const queue = await running.queue();
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32, visibilityTimeout: 60 });
    return receivedMessageItems.map(({ messageText, messageId }) => ({ messageText, messageId }));
  };

  it('put one twice, with an id each', async () => {
    const queue = await running.queue();
    running.faults.add({ service: 'queue', operation: '^message ocr$', trouble: { kind: 'duplicate' }, times: 1 });
    await queue.sendMessage('twice');
    await queue.sendMessage('once');

    const messages = await receive();
    expect(messages.map(({ messageText }) => messageText).sort()).toEqual(['once', 'twice', 'twice']);
    expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(3);
  });

  it('let one come late', async () => {
    const queue = await running.queue();
    running.faults.add({
      service: 'queue',
      operation: '^message ',
      trouble: { kind: 'late', ms: 3_600_000 },
      times: 1,
    });
    await queue.sendMessage('late');
    expect(await receive()).toEqual([]);

    const isThere = signal();
    running.clock.advance(3_600_000 + 10);
    await isThere;
    expect(await receive()).toMatchObject([{ messageText: 'late' }]);
  });

  it('let the next one overtake', async () => {
    const queue = await running.queue();
    running.faults.add({ service: 'queue', operation: '^message ', trouble: { kind: 'reorder' }, times: 1 });
    await queue.sendMessage('first');
    expect(await receive()).toEqual([]);
    await queue.sendMessage('second');

    expect((await receive()).map(({ messageText }) => messageText).sort()).toEqual(['first', 'second']);
  });

  it('do not use up faults of requests', async () => {
    const queue = await running.queue();
    running.faults.add({ service: 'queue', operation: 'ocr', trouble: { kind: 'latency', ms: 1 }, times: 2 });
    await queue.sendMessage('any');

    expect(running.faults.inForce()).toMatchObject([{ met: 1 }]);
  });
});

describe('a clock that is moved', () => {
  it('brings back a message that was put off, and one whose consumer died', async () => {
    const queue = await running.queue();
    await queue.sendMessage('put off', { visibilityTimeout: 600 });
    await queue.sendMessage('taken');
    expect((await queue.receiveMessages({ visibilityTimeout: 300 })).receivedMessageItems).toMatchObject([
      { messageText: 'taken' },
    ]);
    expect((await queue.peekMessages({ numberOfMessages: 32 })).peekedMessageItems).toEqual([]);

    running.clock.advance(301_000);
    const [taken] = (await queue.receiveMessages({ visibilityTimeout: 600 })).receivedMessageItems;
    running.clock.advance(300_000);

    expect(taken).toMatchObject({ messageText: 'taken', dequeueCount: 2 });
    expect((await queue.peekMessages({ numberOfMessages: 32 })).peekedMessageItems).toMatchObject([
      { messageText: 'put off' },
    ]);
    const next = await queue.updateMessage(taken?.messageId ?? '', taken?.popReceipt ?? '', undefined, 3600);
    running.clock.advance(600_000);
    expect((await queue.receiveMessages({ numberOfMessages: 32 })).receivedMessageItems).toMatchObject([
      { messageText: 'put off' },
    ]);
    await queue.deleteMessage(taken?.messageId ?? '', next.popReceipt ?? '');
  });
});
