import { describe, expect, it } from 'vitest';
import type { SubscriptionDescription } from '../../../src/local/event-grid/subscription.ts';
import { aSubscription } from './builders.ts';
import { gridForEachTest } from './running-grid.ts';

const running = gridForEachTest();

const destination = (parts: object) => ({
  destination: { endpointType: 'WebHook', endpointUrl: 'http://localhost', ...parts },
});
const filter = (operatorType: string, parts: object) => ({
  filter: { advancedFilters: [{ operatorType, key: 'data.a', ...parts }] },
});

describe('a subscription is refused by name that has', () => {
  it.each([
    { what: 'an Event Hub as its destination', parts: destination({ endpointType: 'EventHub' }), name: /endpointType/ },
    {
      what: 'a storage queue as its destination',
      parts: destination({ endpointType: 'StorageQueue' }),
      name: /endpointType/,
    },
    {
      what: 'a webhook behind Entra',
      parts: destination({ azureActiveDirectoryTenantId: 'x' }),
      name: /azureActiveDirectoryTenantId/,
    },
    { what: 'a webhook that is no URL', parts: destination({ endpointUrl: 'localhost' }), name: /endpointUrl/ },
    {
      what: 'another delivery schema',
      parts: { eventDeliverySchema: 'CustomInputSchema' },
      name: /eventDeliverySchema/,
    },
    { what: 'an expiry', parts: { expirationTimeUtc: '2030-01-01T00:00:00Z' }, name: /expirationTimeUtc/ },
    {
      what: 'an identity for its delivery',
      parts: { deliveryWithResourceIdentity: {} },
      name: /deliveryWithResourceIdentity/,
    },
    {
      what: 'an identity for its dead letters',
      parts: { deadLetterWithResourceIdentity: {} },
      name: /deadLetterWithResourceIdentity/,
    },
    { what: 'labels', parts: { labels: ['a'] }, name: /labels/ },
    { what: 'an unknown operator', parts: filter('StringMatches', { values: ['a'] }), name: /operatorType/ },
    { what: 'an operator without its values', parts: filter('StringIn', {}), name: /values/ },
    {
      what: 'more than 25 values',
      parts: filter('NumberIn', { values: Array.from({ length: 26 }, (_, n) => n) }),
      name: /25 values/,
    },
    {
      what: 'a header of Event Grid’s own',
      parts: destination({
        deliveryAttributeMappings: [{ name: 'aeg-x', type: 'Static', properties: { value: 'x' } }],
      }),
      name: /aeg-/,
    },
    { what: 'too many attempts', parts: { retryPolicy: { maxDeliveryAttempts: 31 } }, name: /maxDeliveryAttempts/ },
    { what: 'a topic that is not there', parts: { topic: 'nowhere' }, name: /nowhere/ },
    {
      what: 'CloudEvents to deliver in Event Grid’s schema',
      parts: { topic: 'cloud-orders', eventDeliverySchema: 'EventGridSchema' },
      name: /cloud-orders/,
    },
  ])('$what', async ({ parts, name }) => {
    const description = { ...aSubscription(), ...parts } as SubscriptionDescription;

    await expect(running.startAnother(description)).rejects.toThrow(name);
    await expect(running.startAnother(description)).rejects.toThrow(/uploads/);
  });
});

it('refuses two subscriptions of one name', async () => {
  await expect(running.startAnother(aSubscription(), aSubscription())).rejects.toThrow(/Two .* uploads/);
});

it('refuses a topic by name that has a schema of its own', async () => {
  running.topics.push({ name: 'custom', inputSchema: 'CustomEventSchema' as never });

  await expect(running.startAnother()).rejects.toThrow(/custom[^]*inputSchema/);
  running.topics.pop();
});

describe('a request to publish is refused by name that has', () => {
  it.each([
    { what: 'an Entra token', headers: { 'aeg-sas-key': '', authorization: 'Bearer x' }, status: 401, name: 'Entra' },
    { what: 'a partner’s channel', headers: { 'aeg-channel-name': 'x' }, status: 400, name: 'aeg-channel-name' },
    { what: 'a packed body', headers: { 'content-encoding': 'gzip' }, status: 400, name: 'content-encoding' },
    { what: 'another API version', query: '?api-version=2023-11-01', status: 400, name: '2023-11-01' },
    { what: 'binary CloudEvents', topic: 'cloud-orders', headers: { 'ce-id': '1' }, status: 400, name: 'binary' },
    { what: 'the path of a namespace topic', path: '/topics/orders:publish', status: 404, name: ':publish' },
  ])('$what', async ({ headers, query = '', topic = 'orders', path, status, name }) => {
    const url = new URL(path ?? `/${topic}/api/events${query}`, running.grid.endpointOf('orders'));
    const sent = Object.entries({ 'aeg-sas-key': running.grid.key, ...headers }).filter(([, value]) => value !== '');
    const response = await fetch(url, { method: 'POST', headers: sent, body: '[]' });

    expect(response.status).toBe(status);
    expect(await response.text()).toContain(name);
  });
});
