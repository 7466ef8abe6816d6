import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type AzureDevops, startAzureDevops } from '../../local/azure-devops/azure-devops.ts';
import { type MovableClock, movableClock } from '../../local/clock.ts';
import { entra } from '../az/entra.ts';
import { openEnvironment, type RehearsedEnvironment } from '../az/rehearsed-environment.ts';
import { type AzStandIn, startAzStandIn } from '../az/stand-in.ts';
import { type AzureDevOps, readAzureDevOps } from '../azure-devops.ts';
import { devopsClient } from '../bootstrap/devops-client.ts';
import { filledIn } from '../bootstrap/parameters.ts';
import { runBootstrap } from '../bootstrap/run-bootstrap.ts';
import { openLocks, type Locks } from './locks.ts';

/** What the bootstrap is told: names and numbers of nobody. */
const parameters = {
  project: 'docscore',
  repository: 'docscore',
  tenantId: '00000000-0000-4000-8000-00000000aaaa',
  subscriptionId: '00000000-0000-4000-8000-00000000bbbb',
  subscriptionName: 'rehearsal',
  sharedVault: 'kv-docscore-rehearsal',
  operatorsGroupId: '00000000-0000-4000-8000-00000000cccc',
  readersGroupId: '00000000-0000-4000-8000-00000000dddd',
  alertEmail: 'alerts@example.org',
};

/** The service identity that steps call Azure DevOps as. */
const buildService = 'docscore Build Service';

interface StageOptions {
  readonly root: string;
  /** All state; environments of an earlier rehearsal run again. */
  readonly dir: string;
  /** Who starts runs; the others are asked. */
  readonly requestedBy: string;
  readonly approvers: readonly string[];
  readonly clock?: MovableClock;
  /** Number of the first run. */
  readonly firstRun: number;
  /** Hears each command of `az`. */
  readonly hearAz?: (line: string) => void;
}

/** Where releases are rehearsed: an Azure DevOps that the bootstrap has filled, environments, and an `az` that reaches them. */
export interface RehearsalStage {
  readonly file: AzureDevOps;
  readonly devops: AzureDevops;
  readonly environments: ReadonlyMap<string, RehearsedEnvironment>;
  readonly az: AzStandIn;
  readonly clock: MovableClock;
  readonly locks: Locks;
  readonly requestedBy: string;
  readonly buildToken: string;
  stop(): Promise<void>;
}

/** @throws Error of the part that does not start; the others are ended. */
export async function openRehearsalStage(options: StageOptions): Promise<RehearsalStage> {
  const { root, dir, requestedBy, approvers, firstRun, clock = movableClock(), hearAz } = options;
  await mkdir(dir, { recursive: true });
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of undo.splice(0).reverse()) await end();
  };
  try {
    const committed = readAzureDevOps(root);
    // Whoever starts the run is in the groups too: only the rule keeps them from approving it.
    const members = [requestedBy, ...approvers];
    const groups = Object.keys(committed.groups).map((name) => [`[${parameters.project}]\\${name}`, members] as const);
    const devops = await startAzureDevops({
      ...{
        port: 0,
        organisation: 'rehearsal',
        project: parameters.project,
        repository: parameters.repository,
        clock,
        firstRun,
      },
      people: [buildService, ...members],
      groups: Object.fromEntries(groups),
    });
    undo.push(() => devops.stop());
    const file = filledIn(committed, { ...parameters, organisation: devops.url });
    await bootstrapped(file, devops, requestedBy);
    const environments = new Map<string, RehearsedEnvironment>();
    for (const [name, { resourceGroup }] of Object.entries(file.serviceConnections)) {
      const environment = await openEnvironment(resourceGroup, join(dir, resourceGroup));
      undo.push(() => environment.stop());
      environments.set(name, environment);
    }
    const applications = Object.values(file.applications);
    const connections = [...environments].map(([name, environment]) => {
      const application = applications.find(({ deployer }) => deployer === name);
      return [name, { environment, identifierUri: application?.identifierUri ?? '' }] as const;
    });
    const { tenantId, subscriptionId } = parameters;
    const az = await startAzStandIn({
      tenantId,
      subscriptionId,
      connections: new Map(connections),
      ...(hearAz && { hear: hearAz }),
    });
    undo.push(() => az.stop());
    return {
      file,
      devops,
      environments,
      az,
      clock,
      locks: openLocks(),
      requestedBy,
      buildToken: devops.tokenOf(buildService),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bootstrapped(file: AzureDevOps, devops: AzureDevops, administrator: string): Promise<void> {
  const identities = Object.values(file.serviceConnections).map(
    ({ resourceGroup, identity }) => `${resourceGroup}/${identity}`,
  );
  const client = devopsClient({ organisation: devops.url, authorization: `Bearer ${devops.tokenOf(administrator)}` });
  await runBootstrap({ file, client, az: entra({ identities }), isPlan: false, hear: () => undefined });
}
