// The Cosmos DB account, without keys. Its database is cosmos-database.bicep's, who may do what cosmos-access.bicep's.

@description('Name of the account.')
@minLength(3)
@maxLength(44)
param name string

@description('Region of the account.')
param location string

@description('Tags of the account.')
param tags object

@description('Whether requests are paid one by one, instead of by the hour.')
param serverless bool

@description('`periodic`: a copy every 4 hours, kept for 7 days; `continuous`: any second of the last 30 days.')
@allowed(['periodic', 'continuous'])
param backup string

@description('Whether copies stand in three zones.')
param zoneRedundant bool

@description('Whether only private endpoints get in.')
param closed bool

@description('Workspace for diagnostics.')
param workspaceId string

var periodic = {
  type: 'Periodic'
  periodicModeProperties: {
    backupIntervalInMinutes: 240
    backupRetentionIntervalInHours: 168
    backupStorageRedundancy: zoneRedundant ? 'Zone' : 'Local'
  }
}
var continuous = { type: 'Continuous', continuousModeProperties: { tier: 'Continuous30Days' } }

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: zoneRedundant }]
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: backup == 'continuous' ? continuous : periodic
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

@description('Name of the account.')
output name string = account.name

@description('Resource id of the account.')
output id string = account.id

@description('Where clients find it.')
output endpoint string = account.properties.documentEndpoint
