import { written } from './notation.ts';

/*
 * Types that the generator's tool names and cannot print, restated from Microsoft's reference
 * (learn.microsoft.com/azure/templates/microsoft.network/privatednszones, …/microsoft.insights/diagnosticsettings).
 */

const tags = { Tags: { rest: 'string' } };

export const privateDnsZones = written(
  'Microsoft.Network/privateDnsZones@2024-06-01',
  'ResourceGroup',
  { location: 'string', tags: 'Tags', etag: 'string', properties: 'PrivateZone' },
  {
    ...tags,
    PrivateZone: {
      properties: {
        internalId: 'string-',
        maxNumberOfRecordSets: 'int-',
        maxNumberOfVirtualNetworkLinks: 'int-',
        maxNumberOfVirtualNetworkLinksWithRegistration: 'int-',
        numberOfRecordSets: 'int-',
        numberOfVirtualNetworkLinks: 'int-',
        numberOfVirtualNetworkLinksWithRegistration: 'int-',
        provisioningState: 'string-',
      },
    },
  },
);

export const virtualNetworkLinks = written(
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01',
  'ResourceGroup',
  { location: 'string', tags: 'Tags', etag: 'string', properties: 'VirtualNetworkLink' },
  {
    ...tags,
    VirtualNetworkLink: {
      properties: {
        registrationEnabled: 'bool',
        resolutionPolicy: 'Default | NxDomainRedirect | string',
        virtualNetwork: 'SubResource',
        provisioningState: 'string-',
        virtualNetworkLinkState: 'string-',
      },
    },
    SubResource: { properties: { id: 'string' } },
  },
);

/** A setting of another resource: needs `scope`. `retentionPolicy` is left out: Azure retired it. */
export const diagnosticSettings = written(
  'Microsoft.Insights/diagnosticSettings@2021-05-01-preview',
  'Extension',
  { properties: 'DiagnosticSettings' },
  {
    DiagnosticSettings: {
      properties: {
        eventHubAuthorizationRuleId: 'string',
        eventHubName: 'string',
        logAnalyticsDestinationType: 'AzureDiagnostics | Dedicated | string',
        logs: 'LogSettings[]',
        marketplacePartnerId: 'string',
        metrics: 'MetricSettings[]',
        storageAccountId: 'string',
        workspaceId: 'string',
      },
    },
    LogSettings: { properties: { category: 'string', categoryGroup: 'allLogs | audit | string', enabled: 'bool!' } },
    MetricSettings: { properties: { category: 'string', enabled: 'bool!', timeGrain: 'string' } },
  },
);

export const locks = written(
  'Microsoft.Authorization/locks@2020-05-01',
  'Extension, ResourceGroup, Subscription',
  { properties: 'ManagementLock!' },
  {
    ManagementLock: {
      properties: { level: 'CanNotDelete | NotSpecified | ReadOnly | string!', notes: 'string', owners: 'Owner[]' },
    },
    Owner: { properties: { applicationId: 'string' } },
  },
);
