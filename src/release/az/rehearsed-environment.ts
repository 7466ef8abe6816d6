import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlannedResource } from '../../infra/plan/plan.ts';
import type { Value } from '../../infra/plan/value.ts';
import { type Environment, startEnvironment } from '../../local/cloud/environment.ts';
import { Resources } from '../../local/cloud/resources.ts';
import { SubscriptionDescription } from '../../local/event-grid/subscription.ts';
import { notFoundInAzure, refusedByAzure } from './az-error.ts';
import { type CloudControl, cloudControl, type LocalApp } from './cloud-control.ts';
import { type Deployments, openDeployments } from './deployments.ts';

/** A local cloud with its control endpoint. */
type RunningCloud = Environment & { readonly control: CloudControl };

/** A resource group as the rehearsal has it: what was deployed into it, and the local cloud that stands for its services. */
export interface RehearsedEnvironment {
  readonly resourceGroup: string;
  readonly deployments: Deployments;
  /** Where packages are unpacked. */
  readonly packages: string;
  /** The local cloud, once the stores of a plan made it. @throws AzError `ResourceGroupNotFound` before that. */
  cloud(): RunningCloud;
  /** Starts the local cloud with these stores. @throws AzError when one runs that has others. */
  ensureCloud(resources: Resources): Promise<void>;
  /** Connection string of the local storage; undefined while nothing is deployed. */
  storage(): string | undefined;
  deploy(app: LocalApp['name'], appDir: string, settings: Readonly<Record<string, string>>): Promise<void>;
  setEventSubscriptions(subscriptions: readonly SubscriptionDescription[]): Promise<void>;
  /** Which app of the local cloud a Function App of the group is. @throws AzError when the group has none of that name. */
  appCalled(name: string): Promise<LocalApp>;
  stop(): Promise<void>;
}

/** What has to be there again after a pause: data is kept by the stores, this by us. */
const State = z.object({
  resources: Resources,
  apps: z.partialRecord(
    z.enum(['live', 'candidate']),
    z.object({ appDir: z.string(), settings: z.record(z.string(), z.string()) }),
  ),
  subscriptions: z.array(SubscriptionDescription),
});
type State = z.infer<typeof State>;

/**
 * Opens a resource group; what an earlier rehearsal deployed into it runs again.
 *
 * @param dir All state of the group.
 */
export async function openEnvironment(resourceGroup: string, dir: string): Promise<RehearsedEnvironment> {
  const file = join(dir, 'local-cloud.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  let state: State | undefined = text === undefined ? undefined : State.parse(JSON.parse(text));
  let running = state && (await resumed(dir, state));
  const deployments = openDeployments(join(dir, 'deployments.json'));
  const cloud = () => {
    if (!running)
      throw refusedByAzure(
        'ResourceGroupNotFound',
        `Resource group '${resourceGroup}' could not be found: nothing was deployed yet.`,
      );
    return running;
  };
  const save = async (change: Partial<State>) => {
    if (!state) throw new Error(`${resourceGroup} has no local cloud`);
    state = { ...state, ...change };
    await writeFile(file, `${JSON.stringify(state, undefined, 2)}\n`);
  };
  return {
    resourceGroup,
    deployments,
    packages: join(dir, 'packages'),
    cloud,
    storage: () => running?.connectionStrings.Storage,
    async ensureCloud(resources) {
      if (!running) {
        await mkdir(dir, { recursive: true });
        running = await started(dir, resources);
        state = { resources, apps: {}, subscriptions: [] };
        await save({});
      } else if (JSON.stringify(state?.resources) !== JSON.stringify(resources))
        throw refusedByAzure(
          'RehearsalOnly',
          `The stores of ${resourceGroup} would change: the local cloud takes that at its start only. Start afresh with --fresh.`,
        );
    },
    async deploy(app, appDir, settings) {
      await cloud().control.deploy(app, appDir, settings);
      await save({ apps: { ...state?.apps, [app]: { appDir, settings } } });
    },
    async setEventSubscriptions(subscriptions) {
      await cloud().control.setEventSubscriptions(subscriptions);
      await save({ subscriptions: z.array(SubscriptionDescription).parse(subscriptions) });
    },
    async appCalled(name) {
      const sites = (await deployments.find('docscore-platform'))?.resources.filter(isSite) ?? [];
      if (!sites.some(({ body }) => nameOf(body) === name))
        throw notFoundInAzure('Microsoft.Web/sites', name, resourceGroup);
      return cloud().control.app(slotOf(name));
    },
    async stop() {
      await running?.stop();
      running = undefined;
    },
  };
}

async function started(dir: string, resources: Resources): Promise<RunningCloud> {
  const environment = await startEnvironment({ dir: join(dir, 'cloud'), resources });
  return { ...environment, control: cloudControl(environment.controlUrl) };
}

async function resumed(dir: string, { resources, apps, subscriptions }: State): Promise<RunningCloud> {
  const cloud = await started(dir, resources);
  try {
    for (const name of ['live', 'candidate'] as const) {
      const app = apps[name];
      if (app) await cloud.control.deploy(name, app.appDir, app.settings);
    }
    if (subscriptions.length > 0) await cloud.control.setEventSubscriptions(subscriptions);
    return cloud;
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

export const isSite = ({ type }: Pick<PlannedResource, 'type'>) => type === 'Microsoft.Web/sites';

/** The candidate is called as infra/main.bicep calls it. */
export const slotOf = (app: string): LocalApp['name'] => (app.endsWith('-candidate') ? 'candidate' : 'live');

/** App settings that a plan gives to each of its apps, by the app's name. */
export function appSettingsOf(
  resources: readonly { readonly type: string; readonly body: Readonly<Record<string, unknown>> }[],
): Map<string, Readonly<Record<string, Value>>> {
  const settings = new Map<string, Readonly<Record<string, Value>>>();
  for (const { type, body } of resources) {
    const [app = '', part] = nameOf(body).split('/');
    if (type === 'Microsoft.Web/sites/config' && part === 'appsettings')
      settings.set(app, body['properties'] as Readonly<Record<string, Value>>);
  }
  return settings;
}

/** Names are texts in every plan: the checks refuse others. */
export const nameOf = ({ name }: Readonly<Record<string, unknown>>): string => (typeof name === 'string' ? name : '');
