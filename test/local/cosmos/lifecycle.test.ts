import { EventEmitter, once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createFaults } from '../../../src/local/faults/faults.ts';
import type { Signals } from '../../../src/local/service.ts';
import { aContainer, statusOf } from './a-cosmos.ts';
import { send } from '../../contracts/cosmos/wire.ts';

describe('a server that is stopped', () => {
  it('refuses connections, and on start is back on its port with its data', async () => {
    const { service, container } = await aContainer();
    await container.items.create({ id: 'kept', x: 'a' });

    await service.stop();
    await expect(fetch(service.endpoint)).rejects.toThrow();
    await service.start();

    expect((await container.item('kept', 'a').read()).statusCode).toBe(200);
  });

  it('resets the connections that are open, idle or in the middle of a request', async () => {
    const { service } = await aContainer();
    const sockets = ['', 'POST /dbs HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{'].map((text) => {
      const socket = connect(service.port, '127.0.0.1', () => socket.write(text));
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    const resets = sockets.map((socket) => once(socket, 'error'));

    await service.stop();

    expect((await Promise.all(resets)).map(([error]) => (error as NodeJS.ErrnoException).code)).toEqual([
      'ECONNRESET',
      'ECONNRESET',
    ]);
  });

  it('may be stopped twice', async () => {
    const { service } = await aContainer();

    await Promise.all([service.stop(), service.stop()]);
    await service.stop();
  });
});

describe('a signal', () => {
  it('tells of a committed write, which can be read then', async () => {
    const signals: Signals = new EventEmitter();
    const { container } = await aContainer({ signals });
    const signal = once(signals, 'container:db/items');

    await container.items.create({ id: 'told', x: 'a' });

    await signal;
    expect((await container.item('told', 'a').read()).statusCode).toBe(200);
  });

  it('is not given for reads and for writes that fail', async () => {
    const signals: Signals = new EventEmitter();
    const { container } = await aContainer({ signals });
    await Promise.all([once(signals, 'container:db/items'), container.items.create({ id: 'one', x: 'a' })]);
    let heard = 0;
    signals.on('container:db/items', () => heard++);

    await container.item('one', 'a').read();
    await statusOf(container.items.create({ id: 'one', x: 'a' }));
    await container.items.batch([{ operationType: 'Delete', id: 'none' }], 'a');
    const last = once(signals, 'container:db/items');
    await container.items.create({ id: 'two', x: 'a' });
    await last;

    expect(heard).toBe(1);
  });
});

describe('a fault', () => {
  const creates = '^POST /dbs/db/colls/items/docs$';

  it('of 429 makes the SDK wait and try again by itself', async () => {
    const faults = createFaults();
    const { container } = await aContainer({ faults });
    faults.add({
      service: 'cosmos',
      operation: creates,
      trouble: { kind: 'error', status: 429, retryAfterMs: 1 },
      times: 3,
    });

    expect(await statusOf(container.items.create({ id: 'patient', x: 'a' }))).toBe(201);
    expect(faults.inForce()).toEqual([]);
  });

  it('may lose the answer of a write that was applied', async () => {
    const faults = createFaults();
    const { container, service } = await aContainer({ faults });
    faults.add({ service: 'cosmos', operation: creates, trouble: { kind: 'drop', when: 'after' }, times: 1 });
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };
    const body = { id: 'applied', x: 'a' };

    const call = send(service.connectionString, 'POST', 'dbs/db/colls/items/docs', { headers, body });

    await expect(call).rejects.toThrow();
    expect((await container.item('applied', 'a').read()).statusCode).toBe(200);
  });

  it('that takes the service down resets every connection until it is over', async () => {
    const faults = createFaults();
    const { service } = await aContainer({ faults });
    const socket = connect(service.port, '127.0.0.1');
    await once(socket, 'connect');
    const reset = once(socket, 'error');

    const id = faults.add({ service: 'cosmos', trouble: { kind: 'down' } });
    await reset;

    await expect(send(service.connectionString, 'GET', 'dbs/db')).rejects.toThrow();
    faults.remove(id);
    expect((await send(service.connectionString, 'GET', 'dbs/db')).status).toBe(200);
  });
});
