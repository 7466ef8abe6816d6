import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import type { EventGrid } from '../../../src/local/event-grid/event-grid.ts';
import type { SubscriptionNote } from '../../../src/local/event-grid/provisioning.ts';
import { startReceiver } from '../../contracts/event-grid/receiver.ts';
import { anEvent, aSubscription } from './builders.ts';
import { gridForEachTest } from './running-grid.ts';

const receiver = await startReceiver();
const running = gridForEachTest();
const aWebhook = (name: string, endpointUrl = receiver.url(name)) =>
  aSubscription({ name, destination: { endpointType: 'WebHook', endpointUrl } });

/** Ask before causing it. */
async function nextState({ notes }: EventGrid, state: string): Promise<SubscriptionNote> {
  for (;;) {
    const [note] = (await once(notes as EventEmitter, 'subscription')) as [SubscriptionNote];
    if (note.provisioningState === state) return note;
  }
}

it('keeps the events of a webhook until it agreed, and asks it once, whatever restarts', async () => {
  await running.restart(aWebhook('agreeing'));
  running.grid.publish(anEvent());
  await receiver.until('agreeing', 1);
  await running.restart(aWebhook('agreeing'));
  running.grid.publish(anEvent());
  await receiver.until('agreeing', 2);

  expect(receiver.questions('agreeing')).toHaveLength(1);
});

it('asks again when the webhook moved', async () => {
  await running.restart(aWebhook('moving', receiver.url('here')));
  await nextState(running.grid, 'Succeeded');
  await running.restart(aWebhook('moving', receiver.url('there')));
  await nextState(running.grid, 'Succeeded');

  expect(receiver.questions('there')).toHaveLength(1);
});

it('says by name which webhook was not validated, and owes it nothing', async () => {
  receiver.consents('unwilling', 500);
  await running.restart(aWebhook('unwilling'));
  running.grid.publish(anEvent());

  expect(await nextState(running.grid, 'Failed')).toEqual({
    subscription: 'unwilling',
    provisioningState: 'Failed',
    message: expect.stringContaining(`${receiver.url('unwilling')} was not validated`) as string,
  });
  expect(running.grid.owed()).toEqual([]);
  running.grid.publish(anEvent());
  expect(running.grid.owed()).toEqual([]);
});

it('waits for a webhook that does not listen yet', async () => {
  await running.webhook.close();
  await running.restart(aWebhook('sleeping', running.webhook.url));
  running.grid.publish(anEvent({ id: 'early' }));
  expect((await nextState(running.grid, 'Creating')).message).toContain('does not listen yet');

  running.webhook.answer = 'validate';
  await running.webhook.listen();
  await nextState(running.grid, 'Succeeded');
  await running.webhook.until(2);
  expect(running.webhook.received[1]?.event.id).toBe('early');
});
