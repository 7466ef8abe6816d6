import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { onFreePorts } from '../../../src/local/cloud/ports.ts';

async function listen(port: number) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

it('moves a taken port to one that is free, and leaves the others', async () => {
  const taken = await listen(0);
  const spare = await listen(0);
  spare.close();

  const ports = await onFreePorts({ blob: taken.port, queue: spare.port }, (chosen) => Promise.resolve(chosen));

  expect(ports.blob).toBeGreaterThan(taken.port);
  expect(ports.queue).toBe(spare.port);
  (await listen(ports.blob)).close();
  taken.close();
});

it('chooses again when somebody is faster', async () => {
  const spare = await listen(0);
  spare.close();
  const rivals: { close: () => void }[] = [];

  const service = await onFreePorts({ cosmos: spare.port }, async ({ cosmos }) => {
    if (rivals.length === 0) rivals.push(await listen(cosmos));
    return listen(cosmos);
  });

  expect(service.port).toBeGreaterThan(spare.port);
  for (const open of [service, ...rivals]) open.close();
});

it('leaves 0 to the system', async () => {
  expect(await onFreePorts({ functions: 0 }, (chosen) => Promise.resolve(chosen))).toEqual({ functions: 0 });
});

it('passes other failures on', async () => {
  await expect(onFreePorts({ blob: 0 }, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
});
