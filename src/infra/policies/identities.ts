import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue, type Value } from '../plan/value.ts';
import type { Problem } from '../problem.ts';
import { broken, created, isRecord, property, sameId, shown, type Policy } from './policy.ts';

const sites = 'Microsoft.Web/sites';

/** An app is one identity, is deployed by it, and calls itself so in each setting. Its host's account is its own. */
export const identities: Policy = (plan) => [
  ...created(plan, sites).flatMap((app) => [...deploymentProblems(plan, app), ...settingProblems(plan, app)]),
  ...sharedHostAccounts(plan),
];

/** App settings of an app, by name. */
export function settingsOf(
  plan: Plan,
  app: PlannedResource,
): { readonly resource: PlannedResource; readonly settings: Readonly<Record<string, Value>> } | undefined {
  const resource = created(plan, `${sites}/config`).find(({ id }) => sameId(id, `${app.id}/config/appsettings`));
  const settings = resource?.body['properties'];
  return resource && isRecord(settings) ? { resource, settings } : undefined;
}

const identitiesOf = (app: PlannedResource): string[] => {
  const assigned = property(app, 'identity.userAssignedIdentities');
  return isRecord(assigned) ? Object.keys(assigned) : [];
};

function deploymentProblems(plan: Plan, app: PlannedResource): Problem[] {
  const storage = 'properties.functionAppConfig.deployment.storage';
  const own = identitiesOf(app);
  const deployer = shown(property(app, `${storage}.authentication.userAssignedIdentityResourceId`));
  const uri = shown(property(app, `${storage}.value`));
  const [, account, container] = /^https:\/\/([a-z0-9]+)\.blob\.[^/]+\/([^/]+)$/.exec(uri) ?? [];
  const containers = created(plan, 'Microsoft.Storage/storageAccounts/blobServices/containers');
  const known = created(plan, 'Microsoft.ManagedIdentity/userAssignedIdentities');
  return [
    ...(property(app, 'identity.type') === 'UserAssigned' &&
    own.length === 1 &&
    own.every((id) => known.some((one) => sameId(one.id, id)))
      ? []
      : [
          broken(
            app,
            'identity',
            `${app.name} has ${own.length} identities of this plan (${shown(property(app, 'identity.type'))}); it needs one, UserAssigned`,
          ),
        ]),
    ...(property(app, `${storage}.authentication.type`) === 'UserAssignedIdentity' &&
    own.some((id) => sameId(id, deployer))
      ? []
      : [broken(app, 'identity', `${app.name} is deployed as ${deployer}, which it is not`)]),
    ...(containers.some(({ name }) => name === `${account}/default/${container}`)
      ? []
      : [broken(app, 'deployment', `${app.name} is deployed from ${uri}, which is no container of this plan`)]),
  ];
}

function settingProblems(plan: Plan, app: PlannedResource): Problem[] {
  const found = settingsOf(plan, app);
  if (found === undefined) return [broken(app, 'app-settings', `${app.name} has no app settings`)];
  const own = identitiesOf(app);
  const isOwnClient = (value: Value) =>
    isRuntimeValue(value) && /clientId/.test(value.runtime) && own.some((id) => sameId(id, value.of));
  const { resource, settings } = found;
  return Object.entries(settings).flatMap(([name, value]) => {
    if (/^(AZURE_CLIENT_ID|.*__clientId|APPLICATIONINSIGHTS_AUTHENTICATION_STRING)$/.test(name) && !isOwnClient(value))
      return [
        broken(resource, 'identity', `${name} of ${app.name} is ${shown(value)}, not the client id of its identity`),
      ];
    if (value === '') return [broken(resource, 'empty-setting', `${name} of ${app.name} is empty: leave it out`)];
    if (name.endsWith('__credential') && value !== 'managedidentity')
      return [broken(resource, 'identity', `${name} of ${app.name} is ${shown(value)}, not managedidentity`)];
    return [];
  });
}

/** Two hosts with one account take each other's locks and timers. */
function sharedHostAccounts(plan: Plan): Problem[] {
  const setting = 'AzureWebJobsStorage__accountName';
  const hosts = created(plan, sites).flatMap((app) => {
    const found = settingsOf(plan, app);
    return found === undefined ? [] : [{ app, resource: found.resource, account: shown(found.settings[setting]) }];
  });
  return hosts.flatMap(({ app, resource, account }) => {
    const isThere = created(plan, 'Microsoft.Storage/storageAccounts').some(({ name }) => name === account);
    if (!isThere)
      return [
        broken(
          resource,
          'host-storage',
          `The host of ${app.name} keeps its things in ${account}, which is no account of this plan`,
        ),
      ];
    const isShared = hosts.some((other) => other.app !== app && other.account === account);
    return isShared
      ? [broken(resource, 'host-storage', `${app.name} shares its host's account ${account} with another app`)]
      : [];
  });
}
