// A storage account without keys, which keeps for a while what is deleted or overwritten. Its containers come from who asks for it.

@description('Name of the account.')
@minLength(3)
@maxLength(24)
param name string

@description('Its region.')
param location string

@description('Tags of the account.')
param tags object

@description('Whether copies stand in three zones.')
param zoneRedundant bool

@description('Whether only private endpoints get in.')
param closed bool

@description('How long deleted blobs and containers can be got back, in days.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

@description('Whether what is overwritten is kept. Not for what hosts write every second.')
param keepVersions bool

@description('Origins whose pages may read and write blobs with a token of their own.')
param corsOrigins string[] = []

@description('Workspace for diagnostics.')
param workspaceId string

var corsHeaders = { allowedHeaders: ['*'], exposedHeaders: ['etag', 'x-ms-*'], maxAgeInSeconds: 3600 }
var corsRule = { allowedOrigins: corsOrigins, allowedMethods: ['GET', 'HEAD', 'PUT'], ...corsHeaders }

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: 'Enabled' // with Deny: private endpoints, and Event Grid by its identity with dead letters
    networkAcls: { defaultAction: closed ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      isVersioningEnabled: keepVersions
      deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      cors: { corsRules: empty(corsOrigins) ? [] : [corsRule] }
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account::blobs
  name: 'workspace'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}

@description('Name of the account.')
output name string = account.name

@description('Resource id of the account.')
output id string = account.id
