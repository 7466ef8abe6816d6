import { rmSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readHostJson } from '../../../../src/local/functions-host/settings/host-json.ts';
import { writeApp } from '../an-app.ts';

it('fills in what the runtime assumes', () => {
  const host = readHostJson(writeApp({ 'host.json': { version: '2.0' } }));

  expect(host).toMatchObject({
    functionTimeout: 30 * 60_000,
    extensions: {
      http: { routePrefix: 'api', maxOutstandingRequests: -1, maxConcurrentRequests: -1 },
      queues: {
        messageEncoding: 'base64',
        batchSize: 16,
        maxDequeueCount: 5,
        maxPollingInterval: 60_000,
        visibilityTimeout: 0,
      },
    },
  });
});

it('reads time spans, a time-out without end and a byte order mark', () => {
  const json = {
    version: '2.0',
    functionTimeout: '-1',
    extensions: { queues: { visibilityTimeout: '00:00:30', messageEncoding: 'None' } },
  };

  const host = readHostJson(writeApp({ 'host.json': `\uFEFF${JSON.stringify(json)}` }));

  expect(host).toMatchObject({
    functionTimeout: 0,
    extensions: { queues: { visibilityTimeout: 30_000, messageEncoding: 'none' } },
  });
});

it.each([
  { what: 'a missing version', json: { extensions: {} }, names: /version/ },
  { what: 'another version', json: { version: '1.0' }, names: /version/ },
  {
    what: 'a batch that is too large',
    json: { version: '2.0', extensions: { queues: { batchSize: 33 } } },
    names: /batchSize/,
  },
  { what: 'a bad time span', json: { version: '2.0', functionTimeout: 'soon' }, names: /functionTimeout/ },
  { what: 'what is not JSON', json: '{', names: /not JSON/ },
  {
    what: 'what it does not have',
    json: { version: '2.0', customHandler: {}, extensions: { http: { dynamicThrottlesEnabled: true } } },
    names: /customHandler, extensions.http.dynamicThrottlesEnabled/,
  },
])('names $what', ({ json, names }) => {
  const folder = writeApp({ 'host.json': json });

  expect(() => readHostJson(folder)).toThrow(names);
});

it.each([
  { what: 'no file', json: undefined },
  { what: 'an empty object', json: {} },
])('takes $what for the defaults', ({ json }) => {
  const folder = writeApp({ 'host.json': json ?? '' });
  if (!json) rmSync(path.join(folder, 'host.json'));

  expect(readHostJson(folder).extensions.http.routePrefix).toBe('api');
});
