import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startFunctionsHost } from '../../../../src/local/functions-host/functions-host.ts';
import { readLocalHost } from '../../../../src/local/functions-host/settings/local-settings.ts';
import { imports, writeApp } from '../an-app.ts';

/** A port that nobody has now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

it('gives the host its port, unless another is asked for', async () => {
  const LocalHttpPort = await freePort();
  const appDir = writeApp({
    'index.mjs': `${imports} app.http('web', { handler: () => ({}) });`,
    'local.settings.json': { IsEncrypted: false, Values: {}, Host: { LocalHttpPort } },
  });
  const options = { appDir, settings: {}, authorisation: false, log: () => undefined };

  const host = await startFunctionsHost({ ...options, stateDir: path.join(appDir, '.one') });
  onTestFinished(() => host.stop());
  const other = await startFunctionsHost({ ...options, port: 0, stateDir: path.join(appDir, '.two') });
  onTestFinished(() => other.stop());

  expect(host.port).toBe(LocalHttpPort);
  expect(other.port).not.toBe(LocalHttpPort);
});

it.each([
  { what: 'no file', files: {} },
  { what: 'no Host', files: { 'local.settings.json': '\uFEFF{ "Values": {} }' } },
])('takes nothing from $what', ({ files }) => {
  expect(readLocalHost(writeApp(files))).toEqual({});
});
