import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Environment, startEnvironment } from '../../../src/local/cloud/environment.ts';
import { Resources } from '../../../src/local/cloud/resources.ts';
import { writeFixtureApp } from './fixture-app.ts';

/** `/heard` answers when an event has come. */
const program = `
import { app } from '@azure/functions';
const heard = Promise.withResolvers();
app.eventGrid('receive-document', { handler: (event) => heard.resolve(event.subject.split('/').at(-1)) });
app.http('heard', { route: 'heard', authLevel: 'anonymous', handler: async () => ({ body: await heard.promise }) });
app.http('colour', { route: 'colour', authLevel: 'function', handler: () => ({ body: process.env.COLOUR ?? 'none' }) });
`;
const resources = Resources.parse({ blobContainers: ['documents'] });
const subscription = (functionName: string) => ({
  name: 'uploads',
  destination: { endpointType: 'AzureFunction', functionName },
});

let parent: string;
let appDir: string;
let environment: Environment;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'docscore-environment-'));
  await writeFixtureApp((appDir = join(parent, 'app')), program);
  await writeFixtureApp(join(parent, 'broken'), 'throw new Error("no model here");');
  environment = await startEnvironment({ dir: join(parent, 'state'), resources });
});
afterAll(async () => {
  await environment.stop();
  await rm(parent, { recursive: true });
});

async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(environment.controlUrl + path, {
    ...{ method, headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as never };
}

const upload = (name: string) =>
  BlobServiceClient.fromConnectionString(environment.connectionStrings.Storage)
    .getContainerClient('documents')
    .getBlockBlobClient(name)
    .upload('x', 1);

describe('an environment', () => {
  it('has two apps without a package', async () => {
    const app = { state: 'Running', appDir: null, functions: [], settings: {} };
    const { body } = await ask('GET', '/apps');

    expect(body).toMatchObject([
      { ...app, name: 'live', url: environment.urls.live },
      { ...app, name: 'candidate', url: environment.urls.candidate },
    ]);
    expect((await fetch(`${environment.urls.live}/heard`)).status).toBe(404);
    expect((await fetch(environment.urls.candidate)).status).toBe(200);
  });

  it('refuses subscriptions before the code as Resource Manager does, and takes them after it', async () => {
    const before = await ask('PUT', '/event-subscriptions', [subscription('receive-document')]);
    await upload('before.pdf');
    const deployed = await ask('POST', '/apps/live/deploy', { appDir });
    const wrong = await ask('PUT', '/event-subscriptions', [subscription('heard')]);
    const after = await ask('PUT', '/event-subscriptions', [subscription('receive-document')]);
    await upload('after.pdf');

    expect(before).toMatchObject({
      status: 409,
      body: { error: expect.stringMatching(/^Endpoint validation: Destination endpoint not found\./) as string },
    });
    expect(deployed).toMatchObject({ status: 200, body: { name: 'live', appDir } });
    expect(wrong).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('supports EventGrid Trigger type only') as string },
    });
    expect(after.status).toBe(204);
    expect(await (await fetch(`${environment.urls.live}/heard`)).text()).toBe('after.pdf');
  });

  it('deploys to the candidate, changes its settings, stops, starts and removes it', async () => {
    const { body } = await ask('POST', '/apps/candidate/deploy', { appDir, settings: { COLOUR: 'blue' } });
    const { keys } = body as { keys: { default: string } };
    const colour = async () => {
      const response = await fetch(`${environment.urls.candidate}/colour`, {
        headers: { 'x-functions-key': keys.default },
      });
      return `${response.status} ${await response.text()}`;
    };
    expect(await colour()).toBe('200 blue');

    expect(await ask('PUT', '/apps/candidate/settings', { COLOUR: 'green' })).toMatchObject({ status: 200 });
    expect(await colour()).toBe('200 green');

    expect(await ask('POST', '/apps/candidate/stop')).toMatchObject({ status: 200, body: { state: 'Stopped' } });
    expect(await colour()).toContain('403');
    expect(await ask('POST', '/apps/candidate/start')).toMatchObject({ status: 200, body: { state: 'Running' } });
    expect(await colour()).toBe('200 green');

    expect((await ask('DELETE', '/apps/candidate')).status).toBe(204);
    expect((await ask('POST', '/apps/candidate/stop')).status).toBe(404);
  });

  it.each([
    { method: 'POST', path: '/apps/live/deploy', body: {}, status: 400, says: 'appDir' },
    {
      method: 'POST',
      path: '/apps/live/deploy',
      body: () => ({ appDir: join(parent, 'broken') }),
      status: 409,
      says: 'no model',
    },
    { method: 'POST', path: '/apps/nobody/deploy', body: { appDir: '/' }, status: 404, says: 'nobody' },
    { method: 'PUT', path: '/apps/live/settings', body: { COLOUR: 1 }, status: 400, says: 'COLOUR' },
    { method: 'PUT', path: '/event-subscriptions', body: [{ name: 'uploads' }], status: 400, says: 'destination' },
    { method: 'DELETE', path: '/apps/live', body: undefined, status: 409, says: 'stop it instead' },
  ])('answers $status to $method $path when it cannot, and says why', async ({ method, path, body, status, says }) => {
    const answer = await ask(method, path, typeof body === 'function' ? body() : body);

    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(says);
  });

  it('does nothing for web pages', async () => {
    const answer = await ask('POST', '/apps/live/stop', undefined, { origin: 'https://example.com' });

    expect(answer.status).toBe(403);
  });
});

it('says why it cannot start', async () => {
  await expect(startEnvironment({ dir: join(parent, 'state'), resources })).rejects.toThrow('already runs here');
});

it('finds at its next start what was stored before', async () => {
  await environment.stop();

  environment = await startEnvironment({ dir: join(parent, 'state'), resources });

  const client = BlobServiceClient.fromConnectionString(environment.connectionStrings.Storage);
  expect(await client.getContainerClient('documents').getBlobClient('after.pdf').exists()).toBe(true);
});

it('ends with the process that started it', async () => {
  const owner = fork(join(import.meta.dirname, 'environment-owner-process.ts'), [join(parent, 'owned')]);
  const [controlUrl] = (await once(owner, 'message')) as [string];
  const socket = connect(Number(new URL(controlUrl).port), '127.0.0.1');
  await once(socket, 'connect');

  owner.kill('SIGKILL');

  await once(socket, 'close');
});
