import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { target } from '../target.ts';

const { functions } = await target([
  '--only=functions',
  `--app=${join(import.meta.dirname, 'app-unsupported')}`,
  '--setting=Storage=UseDevelopmentStorage=true',
]);

async function errorOf(name: string): Promise<string | undefined> {
  const response = await fetch(`${functions.url}/admin/functions/${name}?code=${functions.masterKey}`);
  return ((await response.json()) as { error?: string }).error;
}

describe(page('azure-functions/functions-triggers-bindings'), () => {
  it.each([
    { name: 'serviceBusQueue', says: "'serviceBusTrigger'" },
    { name: 'serviceBusTopic', says: "'serviceBusTrigger'" },
    { name: 'sql', says: "'sqlTrigger'" },
    { name: 'mySql', says: "'mysqlTrigger'" },
    { name: 'blobScan', says: 'blobTrigger' },
    { name: 'warmup', says: "'warmupTrigger'" },
    { name: 'webPubSub', says: "'webPubSubTrigger'" },
    { name: 'durable', says: "'orchestrationTrigger'" },
    { name: 'kafka', says: "'kafkaTrigger'" },
    { name: 'signalR', says: "'signalRTrigger'" },
    { name: 'rabbit', says: "'rabbitMQTrigger'" },
    { name: 'redis', says: "'redisPubSubTrigger'" },
    { name: 'tableInput', says: "'table' (in)" },
    { name: 'sqlInput', says: "'sql' (in)" },
    { name: 'tableOutput', says: "'table' (out)" },
    { name: 'serviceBusOutput', says: "'serviceBus' (out)" },
    { name: 'sendGridOutput', says: "'sendGrid' (out)" },
    { name: 'signalROutput', says: "'signalR' (out)" },
    { name: 'twoOutputs', says: "'sendGrid' (out), 'twilioSms' (out)" },
    { name: 'sdkBinding', says: "'sdkBinding' of the binding 'blob'" },
    { name: 'allVersions', says: '"AllVersionsAndDeletes"' },
    { name: 'badExpression', says: "'a/{b'" },
    { name: 'idAndQuery', says: "'id' or 'sqlQuery', not both" },
    { name: 'noConnection', says: "The connection 'Nothing' is not set" },
    { name: 'noTopicKey', says: "'KEY'" },
    { name: 'badSchedule', says: "'every now and then'" },
  ])('puts $name in error, naming $says', async ({ name, says }) => {
    expect(await errorOf(name)).toContain(says);
  });

  it('runs the functions beside them', async () => {
    expect(await errorOf('works')).toBeUndefined();
    expect(await (await fetch(`${functions.url}/api/works`)).text()).toBe('works');
  });

  it('answers 404 for an HTTP function in error', async () => {
    expect((await fetch(`${functions.url}/api/tableInput`)).status).toBe(404);
  });
});
