import { written } from './notation.ts';

/*
 * Types that the generator's tool names and cannot print. Restated from Microsoft's reference
 * (learn.microsoft.com/azure/templates/microsoft.insights/…), only what an alert or action group of ours can hold.
 */

const tags = { Tags: { rest: 'string' } };
const operator = 'Equals | GreaterThan | GreaterThanOrEqual | LessThan | LessThanOrEqual';
const aggregation = 'Average | Count | Maximum | Minimum | Total';

/** `groupShortName`: at most 12 characters, since it stands in text messages. */
export const actionGroups = written(
  'Microsoft.Insights/actionGroups@2023-01-01',
  'ResourceGroup',
  { location: 'string!', tags: 'Tags', properties: 'ActionGroup' },
  {
    ...tags,
    ActionGroup: {
      properties: {
        enabled: 'bool!',
        groupShortName: 'string!; minLength: 1, maxLength: 12',
        armRoleReceivers: 'ArmRoleReceiver[]',
        emailReceivers: 'EmailReceiver[]',
        webhookReceivers: 'WebhookReceiver[]',
      },
    },
    ArmRoleReceiver: { properties: { name: 'string!', roleId: 'string!', useCommonAlertSchema: 'bool' } },
    EmailReceiver: {
      properties: { name: 'string!', emailAddress: 'string!', useCommonAlertSchema: 'bool', status: 'string-' },
    },
    WebhookReceiver: {
      properties: {
        name: 'string!',
        serviceUri: 'string!',
        useCommonAlertSchema: 'bool',
        useAadAuth: 'bool',
        objectId: 'string',
        identifierUri: 'string',
        tenantId: 'string',
      },
    },
  },
);

export const metricAlerts = written(
  'Microsoft.Insights/metricAlerts@2018-03-01',
  'ResourceGroup',
  { location: 'string!', tags: 'Tags', properties: 'MetricAlert!' },
  {
    ...tags,
    MetricAlert: {
      properties: {
        actions: 'MetricAlertAction[]',
        autoMitigate: 'bool',
        criteria: 'MetricAlertCriteria!',
        description: 'string',
        enabled: 'bool!',
        evaluationFrequency: 'string!',
        isMigrated: 'bool-',
        lastUpdatedTime: 'string-',
        scopes: 'string[]!',
        severity: 'int!; minValue: 0, maxValue: 4',
        targetResourceRegion: 'string',
        targetResourceType: 'string',
        windowSize: 'string!',
      },
    },
    MetricAlertAction: { properties: { actionGroupId: 'string', webHookProperties: 'Texts' } },
    Texts: { rest: 'string' },
    MetricAlertCriteria: {
      discriminator: 'odata.type',
      base: {},
      cases: {
        'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria': { allOf: 'SingleCriterion[]' },
        'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria': { allOf: 'MultiCriterion[]' },
      },
    },
    SingleCriterion: {
      properties: {
        criterionType: 'StaticThresholdCriterion!',
        name: 'string!',
        metricName: 'string!',
        metricNamespace: 'string',
        dimensions: 'MetricDimension[]',
        skipMetricValidation: 'bool',
        operator: `${operator}!`,
        threshold: 'int!',
        timeAggregation: `${aggregation}!`,
      },
    },
    MultiCriterion: {
      discriminator: 'criterionType',
      base: {
        name: 'string!',
        metricName: 'string!',
        metricNamespace: 'string',
        dimensions: 'MetricDimension[]',
        skipMetricValidation: 'bool',
        timeAggregation: `${aggregation}!`,
      },
      cases: {
        StaticThresholdCriterion: { operator: `${operator}!`, threshold: 'int!' },
        DynamicThresholdCriterion: {
          alertSensitivity: 'High | Low | Medium!',
          failingPeriods: 'FailingPeriods!',
          ignoreDataBefore: 'string',
          operator: 'GreaterOrLessThan | GreaterThan | LessThan!',
        },
      },
    },
    MetricDimension: { properties: { name: 'string!', operator: 'string!', values: 'string[]!' } },
    FailingPeriods: { properties: { minFailingPeriodsToAlert: 'int!', numberOfEvaluationPeriods: 'int!' } },
  },
);

export const scheduledQueryRules = written(
  'Microsoft.Insights/scheduledQueryRules@2023-12-01',
  'ResourceGroup',
  {
    location: 'string!',
    tags: 'Tags',
    kind: 'LogAlert | LogToMetric | string',
    identity: 'Identity',
    properties: 'ScheduledQueryRule!',
  },
  {
    ...tags,
    Identity: {
      properties: {
        type: 'None | SystemAssigned | UserAssigned!',
        userAssignedIdentities: 'UserAssignedIdentities',
        principalId: 'string-',
        tenantId: 'string-',
      },
    },
    UserAssignedIdentities: { rest: 'UserAssignedIdentity' },
    UserAssignedIdentity: { properties: { clientId: 'string-', principalId: 'string-' } },
    ScheduledQueryRule: {
      properties: {
        actions: 'Actions',
        autoMitigate: 'bool',
        checkWorkspaceAlertsStorageConfigured: 'bool',
        criteria: 'Criteria',
        description: 'string',
        displayName: 'string',
        enabled: 'bool',
        evaluationFrequency: 'string',
        muteActionsDuration: 'string',
        overrideQueryTimeRange: 'string',
        ruleResolveConfiguration: 'RuleResolve',
        scopes: 'string[]',
        severity: 'int; minValue: 0, maxValue: 4',
        skipQueryValidation: 'bool',
        targetResourceTypes: 'string[]',
        windowSize: 'string',
      },
    },
    Actions: { properties: { actionGroups: 'string[]', actionProperties: 'Texts', customProperties: 'Texts' } },
    Texts: { rest: 'string' },
    RuleResolve: { properties: { autoResolved: 'bool', timeToResolve: 'string' } },
    Criteria: { properties: { allOf: 'Condition[]' } },
    Condition: {
      properties: {
        dimensions: 'Dimension[]',
        failingPeriods: 'FailingPeriods',
        metricMeasureColumn: 'string',
        metricName: 'string',
        operator: `${operator} | string`,
        query: 'string',
        resourceIdColumn: 'string',
        threshold: 'int',
        timeAggregation: `${aggregation} | string`,
      },
    },
    Dimension: { properties: { name: 'string!', operator: 'Exclude | Include | string!', values: 'string[]!' } },
    FailingPeriods: { properties: { minFailingPeriodsToAlert: 'int', numberOfEvaluationPeriods: 'int' } },
  },
);
