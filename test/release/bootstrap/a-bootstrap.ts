import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type AzureDevops, startAzureDevops } from '../../../src/local/azure-devops/azure-devops.ts';
import { entra } from '../../../src/release/az/entra.ts';
import { readAzureDevOps } from '../../../src/release/azure-devops.ts';
import { devopsClient } from '../../../src/release/bootstrap/devops-client.ts';
import type { Entry } from '../../../src/release/bootstrap/ledger.ts';
import { filledIn } from '../../../src/release/bootstrap/parameters.ts';
import { runBootstrap } from '../../../src/release/bootstrap/run-bootstrap.ts';

const root = join(import.meta.dirname, '../../..');

const file = readAzureDevOps(root);

/** One who may do anything. */
const administrator = 'alex@example.org';

export interface ABootstrap {
  readonly service: AzureDevops;
  /** @returns What it reported. */
  readonly run: (options?: { isPlan?: boolean }) => Promise<readonly Entry[]>;
  /** Calls the service as a person does in its pages. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** The repository's own azure-devops.json and an empty organisation. */
export async function aBootstrap(): Promise<ABootstrap> {
  const service = await startAzureDevops({
    port: 0,
    organisation: 'contoso',
    project: 'docscore',
    repository: 'docscore',
    people: [administrator],
    groups: {},
  });
  onTestFinished(() => service.stop());
  const { serviceConnections } = file;
  const az = entra({
    identities: Object.values(serviceConnections).map(({ resourceGroup, identity }) => `${resourceGroup}/${identity}`),
  });
  const filled = filledIn(file, {
    organisation: service.url,
    tenantId: '11111111-1111-1111-1111-111111111111',
    subscriptionId: '22222222-2222-2222-2222-222222222222',
    subscriptionName: 'Contoso',
    sharedVault: 'kv-contoso-docscore',
    operatorsGroupId: '33333333-3333-3333-3333-333333333333',
    readersGroupId: '44444444-4444-4444-4444-444444444444',
    alertEmail: 'alerts@example.org',
  });
  const authorization = `Bearer ${service.tokenOf(administrator)}`;
  const client = devopsClient({ organisation: service.url, authorization });
  return {
    service,
    run: ({ isPlan = false } = {}) => runBootstrap({ file: filled, client, az, isPlan, hear: () => undefined }),
    async call(method, path, body) {
      const url = `${service.url}/docscore/_apis/${path}${path.includes('?') ? '&' : '?'}api-version=7.1-preview.1`;
      const response = await fetch(url, {
        method,
        headers: { authorization },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
      return response.status === 204 ? undefined : response.json();
    },
  };
}
