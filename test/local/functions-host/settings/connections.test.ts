import { expect, it } from 'vitest';
import { addressParts, connection } from '../../../../src/local/functions-host/settings/connections.ts';

it('finds a connection string, with the prefix first, in any case', () => {
  expect(connection({ X: 'plain', AzureWebJobsX: 'prefixed' }, 'X', addressParts.queue)).toEqual({
    connectionString: 'prefixed',
  });
  expect(connection({ x: 'plain' }, 'X', addressParts.queue)).toEqual({ connectionString: 'plain' });
});

it.each([
  { settings: { X__queueServiceUri: 'https://q' }, parts: addressParts.queue, address: 'https://q' },
  { settings: { X__serviceUri: 'https://s' }, parts: addressParts.blob, address: 'https://s' },
  { settings: { X__accountName: 'acc' }, parts: addressParts.blob, address: 'https://acc.blob.core.windows.net' },
  { settings: { 'X:accountEndpoint': 'https://c' }, parts: addressParts.cosmos, address: 'https://c' },
  { settings: { X__fullyQualifiedNamespace: 'n' }, parts: addressParts.eventHubs, address: 'n' },
])('finds the identity form $settings', ({ settings, parts, address }) => {
  expect(connection(settings, 'X', parts)).toEqual({ address, clientId: undefined });
});

it('takes the client id of a user-assigned identity along', () => {
  const settings = { X__accountEndpoint: 'https://c', X__clientId: 'id' };

  expect(connection(settings, 'X', addressParts.cosmos)).toEqual({ address: 'https://c', clientId: 'id' });
});

it('names all that it looked for when there is none', () => {
  expect(() => connection({}, 'X', addressParts.blob)).toThrow(
    "The connection 'X' is not set: none of X, X__blobServiceUri, X__serviceUri, X__accountName",
  );
});
