import { EventEmitter, once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { CosmosOptions } from '../../../src/local/cosmos/cosmos.ts';
import type { Signals } from '../../../src/local/service.ts';
import { aContainer, statusOf } from './a-cosmos.ts';
import { send } from './wire.ts';

describe('a server that is stopped', () => {
  it('refuses connections, and on start is back on its port with its data', async () => {
    const { service, container } = await aContainer();
    await container.items.create({ id: 'kept', x: 'a' });

    await service.stop();
    await expect(fetch(service.endpoint)).rejects.toThrow();
    await service.start();

    expect((await container.item('kept', 'a').read()).statusCode).toBe(200);
  });

  it('resets the connections that are open', async () => {
    let release = (): void => undefined;
    const entered = Promise.withResolvers<undefined>();
    const held = new Promise<void>((resolve) => (release = resolve));
    const { service } = await aContainer({
      onRequest: async () => {
        entered.resolve(undefined);
        await held;
        return undefined;
      },
    });
    const failing = expect(fetch(service.endpoint)).rejects.toThrow();
    await entered.promise;

    await service.stop();

    await failing;
    release();
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

describe('what stands between request and answer', () => {
  const writes = (request: { method: string; segments: readonly string[] }) =>
    request.method === 'POST' && request.segments.at(-1) === 'docs';

  it('may throttle: the SDK waits and tries again by itself', async () => {
    let left = 3;
    const throttled = {
      status: 429,
      body: '{"code":"429","message":"Request rate is large"}',
      headers: { 'x-ms-retry-after-ms': '1' },
    };
    const onRequest: CosmosOptions['onRequest'] = (request, proceed) =>
      writes(request) && left-- > 0 ? Promise.resolve(throttled) : proceed();
    const { container } = await aContainer({ onRequest });

    expect(await statusOf(container.items.create({ id: 'patient', x: 'a' }))).toBe(201);
    expect(left).toBe(-1);
  });

  it('may lose the answer of a write that was applied', async () => {
    let lose = true;
    const onRequest: CosmosOptions['onRequest'] = async (request, proceed) => {
      const answer = await proceed();
      return writes(request) && lose ? undefined : answer;
    };
    const { container, service } = await aContainer({ onRequest });
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };
    const body = { id: 'applied', x: 'a' };

    await expect(send(service, 'POST', 'dbs/db/colls/items/docs', { headers, body })).rejects.toThrow();
    lose = false;

    expect((await container.item('applied', 'a').read()).statusCode).toBe(200);
  });
});
