import type { Value } from '../plan/value.ts';

export interface Limit {
  readonly type: string;
  /** `allOf[].threshold`: a step with brackets goes into each item. */
  readonly path: string;
  /** `present`: Azure's reference calls it required where the type data does not. */
  readonly is: { readonly from: number; readonly to: number } | readonly Value[] | RegExp | 'present';
}

const rule = 'Microsoft.Insights/scheduledQueryRules';
const budget = 'Microsoft.Consumption/budgets';
const cosmos = 'Microsoft.DocumentDB/databaseAccounts';
const site = 'Microsoft.Web/sites';
const subscription = 'Microsoft.EventGrid/systemTopics/eventSubscriptions';
const periods = `properties.criteria.allOf[].failingPeriods`;

/** Source: learn.microsoft.com/azure/azure-monitor/reference/logs-index, the services that docscore uses. */
const logCategories: readonly Value[] = [
  ...[
    'FunctionAppLogs',
    'OperationalLogs',
    'ControlPlaneRequests',
    'DataPlaneRequests',
    'DeliveryFailures',
    'PublishFailures',
    'AuditEvent',
  ],
  ...[
    'StorageRead',
    'StorageWrite',
    'StorageDelete',
    'ArchiveLogs',
    'RuntimeAuditLogs',
    'RequestResponse',
    'Audit',
    'Trace',
  ],
];

/**
 * What Azure's reference says of values in words, and its type data does not. Sources: learn.microsoft.com/azure/templates of each type; for Cosmos DB
 * …/cosmos-db/periodic-backup-modify-interval-retention, for budgets …/cost-management-billing/costs/quick-create-budget-bicep.
 */
export const limits: readonly Limit[] = [
  { type: rule, path: `${periods}.numberOfEvaluationPeriods`, is: { from: 1, to: 6 } },
  { type: rule, path: `${periods}.minFailingPeriodsToAlert`, is: { from: 1, to: 6 } },
  { type: rule, path: 'properties.severity', is: { from: 0, to: 4 } },
  {
    type: rule,
    path: 'properties.evaluationFrequency',
    is: ['PT1M', 'PT5M', 'PT10M', 'PT15M', 'PT30M', 'PT45M', 'PT1H', 'PT2H', 'PT3H', 'PT4H', 'PT5H', 'PT6H', 'P1D'],
  },
  {
    type: rule,
    path: 'properties.windowSize',
    is: [
      'PT1M',
      'PT5M',
      'PT10M',
      'PT15M',
      'PT30M',
      'PT45M',
      'PT1H',
      'PT2H',
      'PT3H',
      'PT4H',
      'PT5H',
      'PT6H',
      'P1D',
      'P2D',
    ],
  },
  { type: budget, path: 'properties.timePeriod.startDate', is: /^20[2-4]\d-(0[1-9]|1[0-2])-01(T00:00:00Z)?$/ },
  { type: budget, path: 'properties.notifications.*.threshold', is: { from: 0.01, to: 1000 } },
  { type: cosmos, path: 'properties.locations[].failoverPriority', is: { from: 0, to: 0 } },
  {
    type: cosmos,
    path: 'properties.backupPolicy.periodicModeProperties.backupIntervalInMinutes',
    is: { from: 60, to: 1440 },
  },
  {
    type: cosmos,
    path: 'properties.backupPolicy.periodicModeProperties.backupRetentionIntervalInHours',
    is: { from: 8, to: 720 },
  },
  { type: cosmos, path: 'properties.consistencyPolicy.maxIntervalInSeconds', is: { from: 5, to: 86_400 } },
  {
    type: `${cosmos}/sqlDatabases/containers`,
    path: 'properties.options.autoscaleSettings.maxThroughput',
    is: { from: 1000, to: 1_000_000 },
  },
  {
    type: `${cosmos}/sqlDatabases`,
    path: 'properties.options.autoscaleSettings.maxThroughput',
    is: { from: 1000, to: 1_000_000 },
  },
  {
    type: site,
    path: 'properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount',
    is: { from: 1, to: 1000 },
  },
  { type: site, path: 'properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB', is: [512, 2048, 4096] },
  { type: `${site}/config`, path: 'properties.ipSecurityRestrictions[].priority', is: { from: 1, to: 65_000 } },
  { type: subscription, path: 'properties.retryPolicy.maxDeliveryAttempts', is: { from: 1, to: 30 } },
  { type: subscription, path: 'properties.retryPolicy.eventTimeToLiveInMinutes', is: { from: 1, to: 1440 } },
  { type: 'Microsoft.CognitiveServices/accounts', path: 'kind', is: ['FormRecognizer'] },
  {
    type: 'Microsoft.Storage/storageAccounts/managementPolicies',
    path: 'properties.policy.rules[].name',
    is: /^[A-Za-z0-9-]{1,256}$/,
  },
  { type: 'Microsoft.Network/virtualNetworks', path: 'properties.addressSpace.addressPrefixes[]', is: 'present' },
  {
    type: 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions',
    path: 'properties.assignableScopes[]',
    is: 'present',
  },
  { type: 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions', path: 'properties.permissions[]', is: 'present' },
  { type: 'Microsoft.EventHub/namespaces', path: 'sku.name', is: 'present' },
  { type: 'Microsoft.EventGrid/systemTopics', path: 'properties.topicType', is: ['Microsoft.Storage.StorageAccounts'] },
  {
    type: site,
    path: 'properties.functionAppConfig.scaleAndConcurrency.alwaysReady[].name',
    is: /^(http|durable|blob|function:.+)$/,
  },
  {
    type: 'Microsoft.Network/virtualNetworks',
    path: 'properties.subnets[].properties.delegations[].name',
    is: /^.{1,80}$/,
  },
  {
    type: 'Microsoft.Network/virtualNetworks',
    path: 'properties.subnets[].properties.delegations[].properties.serviceName',
    is: ['Microsoft.App/environments'],
  },
  { type: 'Microsoft.Insights/diagnosticSettings', path: 'properties.logs[].category', is: logCategories },
  {
    type: 'Microsoft.Insights/diagnosticSettings',
    path: 'properties.metrics[].category',
    is: ['AllMetrics', 'Requests', 'Transaction'],
  },
  { type: 'Microsoft.Insights/workbooks', path: 'properties.category', is: ['workbook', 'tsg', 'sentinel'] },
  { type: 'Microsoft.EventHub/namespaces', path: 'sku.capacity', is: { from: 1, to: 40 } },
  { type: 'Microsoft.EventHub/namespaces', path: 'properties.maximumThroughputUnits', is: { from: 0, to: 40 } },
  { type: 'Microsoft.EventHub/namespaces/eventhubs', path: 'properties.partitionCount', is: { from: 1, to: 32 } },
  {
    type: 'Microsoft.EventHub/namespaces/eventhubs',
    path: 'properties.retentionDescription.retentionTimeInHours',
    is: { from: 1, to: 168 },
  },
  {
    type: 'Microsoft.OperationalInsights/workspaces',
    path: 'properties.sku.name',
    is: ['PerGB2018', 'CapacityReservation'],
  },
  { type: 'Microsoft.Web/serverfarms', path: 'sku.name', is: ['FC1'] },
  { type: 'Microsoft.Web/serverfarms', path: 'sku.tier', is: ['FlexConsumption'] },
];
