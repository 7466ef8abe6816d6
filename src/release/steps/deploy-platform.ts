import { z } from 'zod';
import { canonicalJson, sha256 } from '../evidence/digest.ts';
import { record } from '../evidence/evidence-folder.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError } from '../run-program.ts';
import { appOf, eventsDeployment, infraFile, platformDeployment, platformOf, resourceGroupOf } from './platform.ts';
import type { StepContext, StepResult } from './step.ts';

/** What the parameter files read from the environment of `az`. */
const fromOperators = ['OPERATORS_GROUP_ID', 'READERS_GROUP_ID', 'AUTH_AUDIENCE', 'ALERT_EMAIL'];

const WhatIf = z.object({ changes: z.array(z.object({ resourceId: z.string(), changeType: z.string() })) });

/** What deploying the platform would change: counted into the evidence, in full beside it. Changes nothing. */
export async function plan(context: StepContext): Promise<StepResult> {
  const { place, environment, now, say } = context;
  const answer = await deploying(context, 'what-if', ['--no-pretty-print']);
  const { changes } = WhatIf.parse(answer);
  const counts: Record<string, number> = {};
  for (const { changeType } of changes) counts[changeType] = (counts[changeType] ?? 0) + 1;
  const file = join(place.folder, `what-if-${environment}.json`);
  const text = `${canonicalJson(answer)}\n`;
  const entry = { at: now().toISOString(), environment, what: 'plan', changes: counts, sha256: sha256(text) } as const;
  await record(place, entry);
  await writeFile(file, text);
  for (const [kind, count] of Object.entries(counts)) say(`${kind}: ${String(count)}`);
  for (const { changeType, resourceId } of changes) if (changeType === 'Delete') say(`would delete ${resourceId}`);
  return { changes: counts, file };
}

/** Deploys `infra/main.bicep` as ci packaged it. Deploying the same again changes nothing. */
export async function deployPlatform(context: StepContext): Promise<StepResult> {
  const { place, environment, now, say } = context;
  await deploying(context, 'create', []);
  const platform = await platformOf(context);
  await record(place, { at: now().toISOString(), environment, what: 'platform', deployment: platformDeployment });
  say(
    `${platform.resourceGroup}: ${platform.liveAppName}, ${platform.candidateAppName}, ${platform.storageAccountName}`,
  );
  return { resourceGroup: platform.resourceGroup, deployment: platformDeployment };
}

/** Deploys `infra/events.bicep`: the subscriptions. Event Grid refuses them while the function is not there. */
export async function deployEvents(context: StepContext): Promise<StepResult> {
  const { az, place, environment, now, say } = context;
  const platform = await platformOf(context);
  const { systemTopicName, storageAccountName, liveAppName, resourceGroup } = platform;
  const values = Object.entries({ systemTopicName, storageAccountName, liveAppName });
  await az([
    ...['deployment', 'group', 'create', '--resource-group', resourceGroup, '--name', eventsDeployment],
    ...['--template-file', infraFile(context, 'events.bicep')],
    ...['--parameters', ...values.map(([name, value]) => `${name}=${value}`)],
  ]);
  await record(place, { at: now().toISOString(), environment, what: 'events', deployment: eventsDeployment });
  say(`${systemTopicName} delivers to ${appOf(platform, 'live').name}`);
  return { deployment: eventsDeployment, systemTopic: systemTopicName, app: liveAppName };
}

async function deploying(context: StepContext, verb: 'what-if' | 'create', more: readonly string[]): Promise<unknown> {
  const { environment, env } = context;
  const unset = fromOperators.filter((name) => !env[name]);
  if (unset.length > 0)
    throw new ReleaseError(`${unset.join(', ')}: not set`, {
      next: 'They come from the variable group shared-variables, which npm run bootstrap fills.',
    });
  return await context.az([
    ...['deployment', 'group', verb, '--resource-group', resourceGroupOf(context), '--name', platformDeployment],
    ...['--template-file', infraFile(context, 'main.bicep')],
    ...['--parameters', infraFile(context, `params/${environment}.bicepparam`), ...more],
  ]);
}
