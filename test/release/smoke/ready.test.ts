import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readyCheck } from '../../../src/release/smoke/checks.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** An app that is reachable but for `down`, with this in its model's green slot. */
async function anApp(down: readonly string[], green?: string) {
  const checks = Object.fromEntries(['blobs', 'models'].map((name) => [name, { ok: !down.includes(name) }]));
  const slots = green === undefined ? {} : { green: { modelVersion: green, state: 'failed' } };
  const models = [{ model: 'm', state: 'registered', versions: ['1.0.0'], slots }];
  const server = createServer((request, response) => {
    const isReadiness = request.url === '/api/health/ready';
    if (isReadiness && down.length > 0) response.statusCode = 503;
    response.end(JSON.stringify(isReadiness ? { status: 'x', checks } : { models }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
  return { url, key: 'key', tokenFor: () => Promise.reject(new Error('No role is asked for')) };
}

describe('whether an app is ready', () => {
  it.each([
    { down: [], green: '1.0.0', mayServeNothing: false, says: 'blobs, models' },
    { down: ['models'], green: undefined, mayServeNothing: true, says: 'all but models: none serves yet' },
    { down: ['models'], green: undefined, mayServeNothing: false, fails: 'not there: models' },
    { down: ['models'], green: '1.0.0', mayServeNothing: true, fails: 'not there: models' },
    { down: ['blobs', 'models'], green: undefined, mayServeNothing: true, fails: 'not there: blobs, models' },
  ])(
    'without [$down], $green in green, nothing needed to serve $mayServeNothing: $says$fails',
    async ({ down, green, mayServeNothing, says, fails }) => {
      const system = await anApp(down, green);

      const asked = readyCheck.ask({ system, expected: {}, sample: '', mayServeNothing, until: 0 });

      if (fails === undefined) await expect(asked).resolves.toBe(says);
      else await expect(asked).rejects.toThrow(fails);
    },
  );
});
