import { EventEmitter, once } from 'node:events';
import { expect, it } from 'vitest';
import { aProducer, subscribe } from '../../contracts/event-hubs/clients.ts';
import { aServer } from './servers.ts';

it('signals the hub after its events were stored', async () => {
  const signals = new EventEmitter<Record<`hub:${string}`, []>>();
  const server = await aServer({ signals });
  const signalled = once(signals, 'hub:orders');
  await aProducer(server).sendBatch([{ body: 'x' }]);

  await signalled;

  expect(await subscribe(server).received(1)).toHaveLength(1);
});
