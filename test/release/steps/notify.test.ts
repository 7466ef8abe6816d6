import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notify } from '../../../src/release/steps/notify.ts';
import { anEnvironment, type AnEnvironment } from './an-environment.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

describe('telling that something waits for an approval', () => {
  const path = scratch();
  const heard: string[] = [];
  let environment: AnEnvironment;
  let server: Server;
  let webhook: string;

  beforeAll(async () => {
    await aDrop(path('drop'), { commit: 'c0ffee' });
    environment = await anEnvironment(path('home'), path('drop'));
    server = createServer((request, response) => {
      void text(request).then((body) => {
        heard.push(body);
        response.writeHead(request.url === '/full' ? 429 : 200).end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    webhook = `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
  });
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await environment.stop();
  });
  const told = (address: string) =>
    notify(environment.context('job', 'prod', { RELEASE_WEBHOOK: address }), { what: 'candidate' });

  it('posts a text that names commit and release', async () => {
    expect(await told(`${webhook}/room`)).toMatchObject({ told: true });

    expect(JSON.parse(heard[0] ?? '')).toEqual({
      text: expect.stringMatching(/^docscore c0ffee \(release [0-9a-f]{12}\) stands/) as unknown,
    });
  });

  it.each(['', 'none', '$(release-webhook)'])(
    'tells nobody where the webhook is "%s", and says so',
    async (address) => {
      expect(await told(address)).toMatchObject({ told: false });
      expect(environment.said().join()).toContain('nobody is told, for there is no webhook');
    },
  );

  it('warns, without its address, when the webhook does not take it; the release goes on', async () => {
    environment.said();

    expect(await told(`${webhook}/full`)).toMatchObject({ told: false });

    const said = environment.said().join();
    expect(said).toContain('##vso[task.logissue type=warning]The webhook does not take it');
    expect(said).not.toContain('127.0.0.1');
  });
});
