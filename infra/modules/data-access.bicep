// What an app may do in storage, Event Hubs and Application Insights: no more than its calls need. Cosmos DB: cosmos-access.bicep.

@description('Object id of the app\'s identity.')
param principalId string

@description('docscore\'s storage account.')
param accountName string

@description('The Event Hubs namespace.')
param namespaceName string

@description('Application Insights, to which the app sends telemetry.')
param insightsName string

@description('Whether its triggers run. A candidate puts messages into queues, and takes none out.')
param consumes bool

var roles = loadJsonContent('../roles.json')
var queueRoles = consumes
  ? [roles.storageQueueDataContributor]
  : [roles.storageQueueDataMessageSender, roles.storageQueueDataReader]
var prefix = 'access-${uniqueString(principalId)}'

module containers 'container-access.bicep' = [for name in ['documents', 'artifacts', 'deadletter', 'training']: {
  name: '${prefix}-${name}'
  params: { principalId: principalId, accountName: accountName, containerName: name, role: roles.storageBlobDataContributor }
}]

module registry 'container-access.bicep' = {
  name: '${prefix}-models'
  params: { principalId: principalId, accountName: accountName, containerName: 'models', role: roles.storageBlobDataReader }
}

module queues 'queue-access.bicep' = [for name in ['ocr', 'preprocess', 'score']: {
  name: '${prefix}-${name}'
  params: { principalId: principalId, accountName: accountName, queueName: name, roles: queueRoles }
}]

module poisonQueues 'queue-access.bicep' = [for name in ['ocr-poison', 'preprocess-poison', 'score-poison']: if (consumes) {
  name: '${prefix}-${name}'
  params: { principalId: principalId, accountName: accountName, queueName: name, roles: [roles.storageQueueDataMessageSender] }
}]

module predictions 'hub-access.bicep' = {
  name: '${prefix}-predictions'
  params: { principalId: principalId, namespaceName: namespaceName, hubName: 'predictions', role: roles.eventHubsDataSender }
}

module requests 'hub-access.bicep' = if (consumes) {
  name: '${prefix}-requests'
  params: { principalId: principalId, namespaceName: namespaceName, hubName: 'requests', role: roles.eventHubsDataReceiver }
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, roles.monitoringMetricsPublisher)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.monitoringMetricsPublisher)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
