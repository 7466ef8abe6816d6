import { z } from 'zod';
import type { System } from '../../cli/connect/find-system.ts';
import { tokenSource } from '../../cli/connect/tokens.ts';
import { readAzureDevOps } from '../azure-devops.ts';
import { ReleaseError } from '../run-program.ts';
import { appOf, type Platform } from './platform.ts';
import type { AppName, StepContext } from './step.ts';

const Account = z.object({ tenantId: z.string() });
const Token = z.object({ accessToken: z.string() });
const Keys = z.object({ functionKeys: z.record(z.string(), z.string()) });

/** One of the apps, to be asked with its function key, or with the deployer's token where a route asks for a role. */
export async function systemOf(context: StepContext, platform: Platform, app: AppName): Promise<System> {
  const { name, url } = appOf(platform, app);
  const answer = await context.az([
    'functionapp',
    'keys',
    'list',
    '--resource-group',
    platform.resourceGroup,
    '--name',
    name,
  ]);
  const key = Keys.parse(answer).functionKeys['default'];
  if (key === undefined) throw new ReleaseError(`${name} has no function key "default"`);
  return { url, key, tokenFor: tokenSource({ token: await tokenOf(context) }) };
}

/** A token of whoever `az` is signed in as; the bootstrap gives the deployer the role `release`. */
async function tokenOf({ az, root, environment }: StepContext): Promise<string> {
  const application = readAzureDevOps(root).applications[`docscore-${environment}`];
  if (!application) throw new ReleaseError(`pipelines/azure-devops.json has no application docscore-${environment}`);
  const { tenantId } = Account.parse(await az(['account', 'show']));
  const resource = application.identifierUri.replace('{{tenantId}}', tenantId);
  return Token.parse(await az(['account', 'get-access-token', '--resource', resource])).accessToken;
}
