// Event Hubs: predictions go out, requests come in.

@description('Name of the namespace.')
@minLength(6)
@maxLength(50)
param name string

@description('Region of the namespace.')
param location string

@description('Tags of the namespace.')
param tags object

@description('Throughput units up to which it grows by itself, from one.')
@minValue(1)
@maxValue(40)
param maxThroughputUnits int

@description('Partitions of each hub; they cannot be changed later.')
@minValue(1)
@maxValue(32)
param partitions int

@description('How long events are kept, in hours.')
@minValue(1)
@maxValue(168)
param retentionHours int

@description('Whether only private endpoints get in.')
param closed bool

@description('Workspace for diagnostics.')
param workspaceId string

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    isAutoInflateEnabled: true
    maximumThroughputUnits: maxThroughputUnits
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
  }

  resource hubs 'eventhubs' = [for hub in ['predictions', 'requests']: {
    name: hub
    properties: {
      partitionCount: partitions
      retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: retentionHours }
    }
  }]
}

resource scoreRequests 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = {
  parent: namespace::hubs[1]
  name: 'score-requests'
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: namespace
  name: 'workspace'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

@description('Name of the namespace.')
output name string = namespace.name

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Host name by which clients find it.')
output hostName string = '${namespace.name}.servicebus.windows.net'
