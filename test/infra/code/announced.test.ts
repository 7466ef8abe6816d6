import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { missingFunctions } from '../../../src/infra/code/missing-functions.ts';
import { readCode } from '../../../src/infra/code/read-code.ts';
import { startLocalCloud } from '../../../src/local/cloud/local-cloud.ts';
import { deploymentAfter, root } from '../changed-files.ts';

interface Announced {
  readonly name: string;
  /** Its trigger comes first. */
  readonly config: { readonly bindings: readonly [Readonly<Record<string, string>>] };
}

/** What the app says of itself when a host starts it. */
async function announced(): Promise<Announced[]> {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-announced-'));
  const cloud = await startLocalCloud({
    appDir: root,
    dir,
    portZero: true,
    settings: { SWEEP_SCHEDULE: '0 0 * * * *' },
  });
  onTestFinished(async () => {
    await cloud.stop();
    await rm(dir, { recursive: true });
  });
  const answer = await fetch(`${cloud.url}/admin/functions`, {
    headers: { 'x-functions-key': cloud.host.keys.master },
  });
  return (await answer.json()) as Announced[];
}

it('reads from the source the same functions as the app announces to its host, with the same triggers', async () => {
  const functions = await announced();

  const triggered = functions
    .map(({ name, config }): Partial<Record<string, string>> => ({ ...config.bindings[0], name }))
    .filter((one) => one['type'] !== 'httpTrigger');
  const sorted = (names: readonly string[]) => [...names].sort();
  expect(sorted(readCode(root).functions.map(({ name }) => name))).toEqual(
    sorted(triggered.map((one) => one['name'] ?? '')),
  );
  for (const { name, queue, hub, consumerGroup, container, leases, connection } of readCode(root).functions)
    expect(triggered.find((one) => one['name'] === name)).toMatchObject(
      Object.fromEntries(
        Object.entries({
          queueName: queue,
          eventHubName: hub,
          consumerGroup,
          containerName: container,
          leaseContainerName: leases,
          connection,
        }).filter(([, value]) => value !== undefined),
      ),
    );
  const { events } = deploymentAfter('dev');
  expect(
    missingFunctions(
      events,
      functions.map(({ name }) => name),
    ),
  ).toEqual([]);
  expect(missingFunctions(events, [])).toEqual(['receive-document']);
});
