import type { Plan, PlannedResource } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { at, broken, created, isRecord, property, sameId, shown, type Policy } from './policy.ts';

/** Source: learn.microsoft.com/azure/azure-functions/functions-app-settings, "Flex Consumption plan deprecations"; azure-pipelines-tasks #21032. */
const rejectedSettings = [
  'ENABLE_ORYX_BUILD',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_WORKER_RUNTIME_VERSION',
  'FUNCTIONS_MAX_HTTP_CONCURRENCY',
  'FUNCTIONS_WORKER_PROCESS_COUNT',
  'FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTOVERVNET',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_DNS_SERVER',
  'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_SKIP_CONTENTSHARE_VALIDATION',
  'WEBSITE_VNET_ROUTE_ALL',
];
const rejectedSiteConfig = [
  'ftpsState',
  'alwaysOn',
  'linuxFxVersion',
  'windowsFxVersion',
  'nodeVersion',
  'vnetRouteAllEnabled',
  'preWarmedInstanceCount',
  'functionAppScaleLimit',
  'containerSize',
  'isReserved',
  'use32BitWorkerProcess',
  'remoteDebuggingEnabled',
];

const sites = 'Microsoft.Web/sites';
const plans = 'Microsoft.Web/serverfarms';

/** What Flex Consumption refuses, and what it needs. */
export const flexConsumption: Policy = (plan) => {
  const apps = created(plan, sites);
  return [
    ...created(plan, plans).flatMap((farm) => planProblems(farm, apps)),
    ...apps.flatMap((app) => [
      ...planOf(plan, app),
      ...configProblems(app),
      ...siteConfigProblems(app, property(app, 'properties.siteConfig')),
    ]),
    ...created(plan, `${sites}/slots`).map((slot) =>
      broken(slot, 'flex', 'Flex Consumption has no slots: use a candidate app'),
    ),
    ...created(plan, `${sites}/config`).flatMap((config) =>
      config.name.endsWith('/appsettings')
        ? settingProblems(config)
        : siteConfigProblems(config, config.body['properties']),
    ),
  ];
};

function planProblems(farm: PlannedResource, apps: readonly PlannedResource[]): Problem[] {
  const own = apps.filter((app) => sameId(shown(property(app, 'properties.serverFarmId')), farm.id));
  const sku = [property(farm, 'sku.name'), property(farm, 'sku.tier')].map(shown).join(' ');
  return [
    ...(own.length === 1
      ? []
      : [broken(farm, 'flex', `${farm.name} has ${own.length} apps; a Flex Consumption plan takes one`)]),
    ...(sku === 'FC1 FlexConsumption' ? [] : [broken(farm, 'flex', `${farm.name} is ${sku}, not FC1 FlexConsumption`)]),
    ...(property(farm, 'properties.reserved') === true
      ? []
      : [broken(farm, 'flex', `${farm.name} is not reserved: Flex Consumption is Linux only`)]),
    ...(property(farm, 'kind') === 'functionapp'
      ? []
      : [broken(farm, 'flex', `${farm.name} is of kind ${shown(property(farm, 'kind'))}, not functionapp`)]),
  ];
}

function planOf(plan: Plan, app: PlannedResource): Problem[] {
  const id = shown(property(app, 'properties.serverFarmId'));
  return created(plan, plans).some((farm) => sameId(farm.id, id))
    ? []
    : [broken(app, 'flex', `${app.name} is on ${id}, which is no plan of this deployment`)];
}

function configProblems(app: PlannedResource): Problem[] {
  const config = property(app, 'properties.functionAppConfig');
  const kind = shown(property(app, 'kind'));
  const rules: [boolean, string][] = [
    [kind === 'functionapp,linux', `kind is ${kind}, not functionapp,linux`],
    [at(config, 'runtime.name') === 'node', `runtime is ${shown(at(config, 'runtime.name'))}, not node`],
    [
      ['22', '24'].includes(shown(at(config, 'runtime.version'))),
      `Node ${shown(at(config, 'runtime.version'))} is not 22 or 24, on which the package is tested`,
    ],
    [
      ['Recreate', 'RollingUpdate'].includes(shown(at(config, 'siteUpdateStrategy.type'))),
      'it does not say how new code takes over',
    ],
    [at(config, 'deployment.storage.type') === 'blobContainer', 'the package is deployed to no blobContainer'],
    [
      [512, 2048, 4096].includes(Number(at(config, 'scaleAndConcurrency.instanceMemoryMB'))),
      `instances have 512, 2048 or 4096 MB, not ${shown(at(config, 'scaleAndConcurrency.instanceMemoryMB'))}`,
    ],
    [
      inRange(Number(at(config, 'scaleAndConcurrency.maximumInstanceCount'))),
      `there are 1 to 1000 instances, not ${shown(at(config, 'scaleAndConcurrency.maximumInstanceCount'))}`,
    ],
  ];
  return rules.filter(([kept]) => !kept).map(([, message]) => broken(app, 'flex', `${app.name}: ${message}`));
}

const inRange = (count: number) => count >= 1 && count <= 1000;

function siteConfigProblems(resource: PlannedResource, config: PlannedResource['body'][string] | undefined): Problem[] {
  const names = isRecord(config) ? Object.keys(config) : [];
  return names
    .filter((name) => rejectedSiteConfig.some((rejected) => sameId(rejected, name)))
    .map((name) => broken(resource, 'flex', `${resource.name} sets ${name}, which Flex Consumption rejects`));
}

function settingProblems(config: PlannedResource): Problem[] {
  const settings = config.body['properties'];
  return Object.keys(isRecord(settings) ? settings : {})
    .filter((name) => rejectedSettings.includes(name))
    .map((name) => broken(config, 'flex', `App setting ${name} is rejected by Flex Consumption`));
}
