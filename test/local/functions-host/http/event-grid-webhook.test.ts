import { afterAll, beforeAll, expect, it } from 'vitest';
import { imports, type RunningApp, startApp } from '../an-app.ts';

let app: RunningApp;

beforeAll(async () => {
  app = await startApp(
    {
      'index.mjs': `${imports}
app.eventGrid('receive', { handler: (event, context) => {
  context.log('got', event.subject, JSON.stringify(context.triggerMetadata.data));
  if (event.subject === 'bad') throw new Error('cannot');
} });
app.http('web', { handler: () => ({}) });
`,
    },
    { authorisation: true },
  );
});
afterAll(() => app.stop());

const anEvent = (subject: string) => ({
  id: '1',
  eventType: 'Microsoft.Storage.BlobCreated',
  subject,
  data: { url: 'u' },
});

function deliver(body: unknown, { kind = 'Notification', name = 'receive', key = app.host.keys.systemEventGrid } = {}) {
  return app.fetch(`/runtime/webhooks/EventGrid?functionName=${name}&code=${key}`, {
    method: 'POST',
    headers: { 'aeg-event-type': kind, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

it('delivers an event and its data', async () => {
  const from = app.lines.length;

  expect((await deliver([anEvent('documents/a')])).status).toBe(202);
  expect((await app.said('got', from)).message).toBe('got documents/a {"url":"u"}');
});

it('takes an event without its array, as CloudEvents come', async () => {
  expect((await deliver(anEvent('single'))).status).toBe(202);
});

it('fails the whole batch when one event fails', async () => {
  const from = app.lines.length;
  const answer = await deliver([anEvent('good'), anEvent('bad')]);

  expect([answer.status, await answer.text()]).toEqual([500, 'cannot']);
  await app.said('got good', from);
});

it('answers the handshake with the code', async () => {
  const event = {
    ...anEvent(''),
    eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
    data: { validationCode: 'C' },
  };

  const answer = await deliver([event], { kind: 'SubscriptionValidation' });

  expect([answer.status, await answer.json()]).toEqual([200, { validationResponse: 'C' }]);
});

it.each([
  { what: 'a function that is not there', options: { name: 'nobody' }, status: 404 },
  { what: 'a function with another trigger', options: { name: 'web' }, status: 404 },
  { what: 'a wrong key', options: { key: 'wrong' }, status: 401 },
  { what: 'an unknown kind', options: { kind: 'Gossip' }, status: 400 },
  { what: 'the end of a subscription', options: { kind: 'Unsubscribe' }, status: 202 },
])('answers $status to $what', async ({ options, status }) => {
  expect((await deliver([anEvent('a')], options)).status).toBe(status);
});

it('answers 400 to what is not JSON', async () => {
  expect((await deliver('{')).status).toBe(400);
});
