import type { Plan, PlannedResource } from '../plan/plan.ts';
import { at, broken, created, listOf, property, sameId, scopeOf, shown, type Policy } from './policy.ts';

const all = ['audit', 'allLogs'];
/** What has logs that say who did what, or why something failed, and under which names. Source: learn.microsoft.com/azure/azure-monitor/reference/logs-index */
const observed: Readonly<Record<string, readonly string[]>> = {
  'Microsoft.Storage/storageAccounts/blobServices': [...all, 'StorageRead', 'StorageWrite', 'StorageDelete'],
  'Microsoft.Storage/storageAccounts/queueServices': [...all, 'StorageRead', 'StorageWrite', 'StorageDelete'],
  'Microsoft.DocumentDB/databaseAccounts': [...all, 'ControlPlaneRequests', 'DataPlaneRequests'],
  'Microsoft.EventHub/namespaces': [...all, 'OperationalLogs', 'RuntimeAuditLogs'],
  'Microsoft.EventGrid/systemTopics': [...all, 'DeliveryFailures'],
  'Microsoft.CognitiveServices/accounts': [...all, 'Audit', 'RequestResponse'],
  'Microsoft.Web/sites': [...all, 'FunctionAppLogs'],
};

/** Every service sends its logs to the workspace of the deployment. */
export const diagnostics: Policy = (plan) => {
  const settings = created(plan, 'Microsoft.Insights/diagnosticSettings');
  return [
    ...Object.entries(observed).flatMap(([type, categories]) =>
      created(plan, type).flatMap((resource) => unobserved(resource, settings, categories)),
    ),
    ...settings.flatMap((setting) => toNowhere(plan, setting)),
  ];
};

function unobserved(resource: PlannedResource, settings: readonly PlannedResource[], categories: readonly string[]) {
  const setting = settings.find((one) => sameId(scopeOf(one), resource.id));
  if (setting === undefined)
    return [
      broken(
        resource,
        'diagnostics',
        `${resource.name} (${resource.type}) sends its logs nowhere: it has no diagnostic setting`,
      ),
    ];
  const entries = ['logs', 'metrics'].flatMap((kind) => listOf(property(setting, `properties.${kind}`)));
  const logs = listOf(property(setting, 'properties.logs')).map((log) =>
    shown(at(log, 'category') ?? at(log, 'categoryGroup')),
  );
  const hasLogs = logs.length > 0 && logs.every((name) => categories.includes(name));
  return hasLogs && entries.every((entry) => at(entry, 'enabled') === true)
    ? []
    : [
        broken(
          setting,
          'diagnostics',
          `The diagnostic setting of ${resource.name} has no log, one that is off, or one that is not there; there are ${categories.join(', ')}`,
        ),
      ];
}

function toNowhere(plan: Plan, setting: PlannedResource) {
  const workspace = shown(property(setting, 'properties.workspaceId'));
  if (created(plan, 'Microsoft.OperationalInsights/workspaces').some(({ id }) => sameId(id, workspace))) return [];
  return [
    broken(
      setting,
      'diagnostics',
      `The diagnostic setting of ${scopeOf(setting)} goes to ${workspace}, which is no workspace of this plan`,
    ),
  ];
}
