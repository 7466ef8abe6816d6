import { CosmosClient } from '@azure/cosmos';
import { QueueServiceClient } from '@azure/storage-queue';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFixtureApp } from '../../local/cloud/fixture-app.ts';
import { docscore, spawnDocscore, temporaryFolder } from '../run-docscore.ts';

interface Addresses {
  readonly storage: string;
  readonly cosmos: string;
  readonly control: string;
  readonly functions: { readonly url: string; readonly functionKey: string };
}

/** `docscore local --json` in a folder, and where it says the services are. */
async function running(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const run = spawnDocscore(['local', '--json', '--ports=0', ...args], { cwd: folder, env });
  let addresses = '';
  await run.outputs((stdout) => (addresses = stdout).includes('\n'));
  const end = () => {
    run.child.kill('SIGINT');
    return run.ended;
  };
  return { addresses: JSON.parse(addresses) as Addresses, end };
}

const settingsProgram = `
import { app } from '@azure/functions';
app.http('settings', { route: 'settings', authLevel: 'function', handler: () => ({ jsonBody: process.env }) });
app.serviceBusQueue('unsupported', { connection: 'X', queueName: 'q', handler: () => {} });
`;

describe('docscore local', () => {
  it('starts what it is asked for, made from the description, until Ctrl-C ends it with 0', async () => {
    await using folder = await temporaryFolder();
    const described = { cosmosContainers: [{ database: 'shop', id: 'orders', partitionKey: '/customer' }] };
    await writeFile(join(folder.path, 'resources.json'), JSON.stringify(described));

    const { addresses, end } = await running(folder.path, ['--only=cosmos', '--resources=resources.json']);
    const client = new CosmosClient(addresses.cosmos);
    const { resource } = await client.database('shop').container('orders').items.create({ id: '1', customer: 'c' });
    client.dispose();

    expect(resource).toMatchObject({ id: '1' });
    expect(Object.keys(addresses)).toEqual(['cosmos']);
    expect((await end()).exitCode).toBe(0);
  });

  it('keeps what was stored for the next start', async () => {
    await using folder = await temporaryFolder();
    const first = await running(folder.path, ['--only=storage']);
    await QueueServiceClient.fromConnectionString(first.addresses.storage).createQueue('kept');
    await first.end();

    const second = await running(folder.path, ['--only=storage']);
    const exists = await QueueServiceClient.fromConnectionString(second.addresses.storage)
      .getQueueClient('kept')
      .exists();
    await second.end();

    expect(exists).toBe(true);
  });

  it('runs any app with its own settings, the environment before them, told where the services are; a function in error does not stop it', async () => {
    await using folder = await temporaryFolder();
    const app = join(folder.path, 'app');
    await writeFixtureApp(app, settingsProgram);
    const Values = { AzureWebJobsStorage: 'UseDevelopmentStorage=true', Colour: 'blue', Size: 'small' };
    await writeFile(join(app, 'local.settings.json'), JSON.stringify({ IsEncrypted: false, Values }));

    const args = ['--only=storage,functions', `--app=${app}`, '--setting', 'Own={storage}'];
    const { addresses, end } = await running(folder.path, args, { Size: 'large' });
    const answer = await fetch(`${addresses.functions.url}/settings`);
    const settings = (await answer.json()) as Record<string, string>;

    expect(settings).toMatchObject({
      AzureWebJobsStorage: addresses.storage,
      Own: addresses.storage,
      Colour: 'blue',
      Size: 'large',
    });
    expect((await end()).stderr).toContain('serviceBusTrigger');
  });

  it('asks for keys when told to', async () => {
    await using folder = await temporaryFolder();
    await writeFixtureApp(join(folder.path, 'app'), settingsProgram);

    const { addresses, end } = await running(folder.path, ['--only=functions', '--app=app', '--auth']);
    const { url, functionKey } = addresses.functions;
    const without = await fetch(`${url}/settings`);
    const withKey = await fetch(`${url}/settings`, { headers: { 'x-functions-key': functionKey } });
    await end();

    expect([without.status, withKey.status]).toEqual([401, 200]);
  });

  it('opens the control endpoint only when asked to', async () => {
    await using folder = await temporaryFolder();

    const { addresses, end } = await running(folder.path, ['--only=cosmos', '--control=0']);
    const fault = { service: 'cosmos', trouble: { kind: 'error', status: 503 } };
    await fetch(`${addresses.control}/faults`, { method: 'POST', body: JSON.stringify(fault) });
    const endpoint = /AccountEndpoint=([^;]+)/.exec(addresses.cosmos)?.[1] ?? '';
    const troubled = await fetch(endpoint);
    await end();

    expect(troubled.status).toBe(503);
  });

  it('ends with the program that started it when asked to', async () => {
    await using folder = await temporaryFolder();

    // Without a terminal or a pipe standard input is at its end from the start.
    const { exitCode, stdout } = await docscore(['local', '--only=cosmos', '--json', '--ports=0', '--end-with-stdin'], {
      cwd: folder.path,
    });

    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toHaveProperty('cosmos');
  });

  it.each([
    { args: ['--only=postgres'], says: 'postgres' },
    { args: ['--only=functions'], says: '--app' },
    { args: ['--app=nowhere'], says: 'nowhere' },
    { args: ['--only=cosmos', '--ports=cosmos=http'], says: '--ports' },
    { args: ['--only=cosmos', '--resources=bad.json'], says: 'tables' },
    { args: ['--only=cosmos', '--resources=none.json'], says: 'none.json' },
  ])('$args is refused with what is wrong', async ({ args, says }) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'bad.json'), '{"tables":[]}');

    const { exitCode, stdout, stderr } = await docscore(['local', ...args], { cwd: folder.path });

    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(says);
  });

  it('is refused while another one has the folder', async () => {
    await using folder = await temporaryFolder();
    const first = await running(folder.path, ['--only=cosmos']);

    const { exitCode, stderr } = await docscore(['local', '--only=cosmos', '--ports=0'], { cwd: folder.path });
    await first.end();

    expect(exitCode).toBe(2);
    expect(stderr).toContain('.docscore-local');
  });
});
