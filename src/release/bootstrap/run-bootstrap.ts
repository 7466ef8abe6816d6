import type { AzureDevOps } from '../azure-devops.ts';
import { ensureApplications } from './applications.ts';
import { ensureConnections } from './connections.ts';
import type { DevopsClient } from './devops-client.ts';
import { ensureEnvironments } from './environments.ts';
import { ensureGroups } from './groups.ts';
import type { Entry, Ledger } from './ledger.ts';
import { openLedger } from './ledger.ts';
import { ensurePermissions } from './permissions.ts';
import { ensurePipelines } from './pipelines.ts';
import { type Az, findProject } from './project.ts';
import { ensureVariableGroups } from './variable-groups.ts';

interface Options {
  /** With the operator's values in it. */
  readonly file: AzureDevOps;
  readonly client: DevopsClient;
  readonly az: Az;
  /** Only says what it would do. */
  readonly isPlan: boolean;
  readonly hear: (entry: Entry) => void;
}

/**
 * Makes in Azure DevOps what the YAML cannot say, from `pipelines/azure-devops.json`. Run again it changes nothing; what somebody changed or removed is put back
 * and reported; what the file does not have is reported and left alone.
 *
 * How to read it: `ledger.ts` found, made or mended · `project.ts` where · one file per kind of thing, in the order in which they need each other.
 *
 * @throws DevopsRefusal, Error with the next step; what was made until then stays, and the next run goes on from it.
 */
export async function runBootstrap({ file, client, az, isPlan, hear }: Options): Promise<readonly Entry[]> {
  const ledger: Ledger = openLedger(isPlan, hear);
  const bootstrap = { file, client, az, ledger, ...(await findProject(file, client)) };
  const endpoint = await ensureConnections(bootstrap);
  const appIds = await ensureApplications(bootstrap);
  const groups = await ensureGroups(bootstrap);
  const environment = await ensureEnvironments(bootstrap, groups);
  const variablegroup = await ensureVariableGroups(bootstrap, endpoint, appIds);
  const pipelines = await ensurePipelines(bootstrap);
  await ensurePermissions(bootstrap, pipelines, { environment, endpoint, variablegroup });
  return ledger.entries;
}
