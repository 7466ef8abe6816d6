import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startAzurite } from '../../../src/local/azurite/azurite.ts';
import { azuriteForEachTest } from './running-azurite.ts';

const running = azuriteForEachTest();

describe('the queue signals', () => {
  it('come for a message put, one that becomes visible later, and one whose consumer never finished', async () => {
    const queue = await running.queue();
    const next = () => once(running.signals as EventEmitter, 'queue:ocr');

    let signal = next();
    await queue.sendMessage('now');
    await signal;
    signal = next();
    await queue.receiveMessages({ visibilityTimeout: 1 });
    await signal;
    expect((await queue.receiveMessages()).receivedMessageItems).toMatchObject([
      { messageText: 'now', dequeueCount: 2 },
    ]);
    signal = next();
    await queue.sendMessage('later', { visibilityTimeout: 1 });
    expect((await queue.receiveMessages()).receivedMessageItems).toEqual([]);
    await signal;
    expect((await queue.receiveMessages()).receivedMessageItems).toMatchObject([{ messageText: 'later' }]);
  });

  it('come after a start for what was waiting', async () => {
    await (await running.queue()).sendMessage('old');
    await running.azurite.stop();
    const signal = once(running.signals as EventEmitter, 'queue:ocr');
    await running.azurite.start();

    await signal;
  });
});

describe('stop and start', () => {
  it('reset connections, free the port, and come back on it with everything', async () => {
    const container = await running.container();
    await container.getBlockBlobClient('a').upload('kept', 4, { metadata: { lastModified: 'just text' } });
    const before = await container.getBlobClient('a').getProperties();
    const lease = await container.getBlobClient('a').getBlobLeaseClient().acquireLease(60);
    await (await running.queue()).sendMessage('kept');
    const socket = connect(running.azurite.port, '127.0.0.1');
    await once(socket, 'connect');
    const ended = once(socket, 'error');

    await running.azurite.stop();

    expect((await ended)[0]).toMatchObject({ code: 'ECONNRESET' });
    expect((await once(connect(running.azurite.port, '127.0.0.1'), 'error'))[0]).toMatchObject({
      code: 'ECONNREFUSED',
    });
    await running.azurite.start();
    const after = await container.getBlobClient('a').getProperties();
    expect(after).toMatchObject({ etag: before.etag, lastModified: before.lastModified, metadata: before.metadata });
    expect((await container.getBlobClient('a').downloadToBuffer()).toString()).toBe('kept');
    await expect(container.getBlobClient('a').delete()).rejects.toMatchObject({ code: 'LeaseIdMissing' });
    await container.getBlobClient('a').delete({ conditions: { leaseId: lease.leaseId ?? '' } });
    expect((await (await running.queue()).receiveMessages()).receivedMessageItems).toMatchObject([
      { messageText: 'kept' },
    ]);
  });

  it('let the sequencer grow', async () => {
    const container = await running.container();
    await container.getBlockBlobClient('a').upload('1', 1);
    await running.azurite.stop();
    await running.azurite.start();
    await container.getBlockBlobClient('a').upload('2', 1);

    expect(running.events).toHaveLength(2);
    expect((running.events[1]?.data.sequencer ?? '') > (running.events[0]?.data.sequencer ?? '')).toBe(true);
  });

  it('say which port is taken', async () => {
    const second = startAzurite({ dir: join(running.dir, 'second'), blobPort: running.azurite.port, queuePort: 0 });

    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port: running.azurite.port });
  });
});
