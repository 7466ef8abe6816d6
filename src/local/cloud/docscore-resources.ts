import { join } from 'node:path';
import { planDeployment } from '../../infra/deployment.ts';
import { resourcesOfPlan } from './resources-of-plan.ts';
import type { Resources } from './resources.ts';

const root = join(import.meta.dirname, '../../..');
/** By the parameters: the files stay as they are while a process runs, and many tests ask. */
const planned = new Map<string, Resources>();

/**
 * docscore's own, from the same files as in Azure: `infra/main.bicep` with the parameters of dev, and `infra/events.bicep`.
 *
 * @param eventValues Parameters of `events.bicep` that differ.
 * @throws ProblemsError when one of the files is at fault.
 */
export function docscoreResources(eventValues: Readonly<Record<string, unknown>> = {}): Resources {
  const key = JSON.stringify(eventValues);
  const known = planned.get(key);
  if (known) return known;
  const { main, events } = planDeployment({ environment: 'dev', eventValues, root });
  const resources = resourcesOfPlan(main, events);
  planned.set(key, resources);
  return resources;
}
