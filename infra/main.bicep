// docscore in one resource group. bootstrap.bicep goes before it, the code after it, events.bicep after the code.
// This file wires modules, in the order in which one needs the other; what each creates is in modules/.
targetScope = 'resourceGroup'

metadata description = 'Everything that a docscore deployment needs, except its Event Grid subscriptions.'

@description('Short name of the system; part of every name.')
@minLength(3)
@maxLength(8)
param system string = 'docscore'

@description('Which deployment.')
@allowed(['dev', 'prod'])
param environment string

@description('Region of everything.')
param location string = resourceGroup().location

@description('Version of Node on which the apps run.')
@allowed(['22', '24'])
param nodeVersion string = '24'

@description('How new code takes over: `Recreate` ends what runs, `RollingUpdate` (preview) replaces instance by instance.')
@allowed(['Recreate', 'RollingUpdate'])
param siteUpdate string = 'Recreate'

@description('Memory of an instance, in MB; 2,048 go with one core. A reader process takes 800.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Most instances of the live app at a time.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances of the live app that wait for HTTP calls; 0: the first call starts one.')
@minValue(0)
@maxValue(20)
param alwaysReady int = 0

@description('Whether storage, Cosmos DB and instances stand in three zones.')
param zoneRedundant bool = false

@description('Whether data services are reached through private endpoints only. Releases then need agents inside the network.')
param privateNetworking bool = false

@description('Addresses of the network, if there is one.')
param addressPrefix string = '10.40.0.0/22'

@description('Address ranges that may call the apps beside Event Grid; empty: anybody who has a key or token.')
param callers string[] = []

@description('Origins of browsers that may call the apps and the blob endpoint.')
param corsOrigins string[] = []

@description('How Cosmos DB is paid: `serverless` by request, `autoscale` by the hour.')
@allowed(['serverless', 'autoscale'])
param cosmosThroughput string

@description('Limit of `autoscale`, in RU/s.')
@minValue(1000)
@maxValue(1000000)
param cosmosMaxThroughput int = 4000

@description('`periodic`: a copy every 4 hours, restored by support; `continuous`: any second of the last 30 days, restored by you.')
@allowed(['periodic', 'continuous'])
param cosmosBackup string

@description('Throughput units up to which Event Hubs grows.')
@minValue(1)
@maxValue(40)
param hubMaxThroughputUnits int = 2

@description('Partitions of each hub; they cannot be changed later.')
@minValue(1)
@maxValue(32)
param hubPartitions int = 4

@description('How long events stay in the hubs, in hours.')
@minValue(1)
@maxValue(168)
param hubRetentionHours int = 24

@description('Whether Azure reads the documents (Document Intelligence), instead of docscore itself.')
param documentIntelligence bool = false

@description('How long deleted and overwritten blobs can be got back, in days.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 7

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Most that logs take in a day, in GB; −1: no limit.')
@minValue(-1)
param logDailyQuotaGb int = -1

@description('Who is told of alerts and costs.')
@minLength(6)
param alertEmail string

@description('Budget of a month, in the currency of the billing account.')
@minValue(1)
param monthlyBudget int

@description('First month that the budget counts, its first day; it may not be changed later.')
@minLength(10)
@maxLength(10)
param budgetStart string

@description('Object id of the Entra group that operates docscore; empty: nobody.')
param operatorsGroupId string

@description('Object id of the Entra group that may look at the deployment; empty: nobody.')
param readersGroupId string

@description('Client id of the app registration whose roles are reader, operator and release; empty: nobody has a role.')
param authAudience string

var base = '${system}-${environment}-${take(uniqueString(resourceGroup().id), 6)}'
var compact = replace(base, '-', '')
var tags = { system: system, environment: environment, managedBy: 'main.bicep' }
var zones = {
  blob: 'privatelink.blob.${az.environment().suffixes.storage}'
  queue: 'privatelink.queue.${az.environment().suffixes.storage}'
  cosmos: 'privatelink.documents.azure.com'
  eventHubs: 'privatelink.servicebus.windows.net'
  cognitive: 'privatelink.cognitiveservices.azure.com'
}
// The candidate answers HTTP only: whatever else starts a function is off, so that two apps never take from one queue.
var triggered = [
  'receive-document'
  'ocr-document'
  'preprocess-document'
  'score-document'
  'publish-prediction'
  'score-requests'
  'publish-request'
  'watch-rollouts'
  'sweep'
]
var apps = [
  { name: 'live', suffix: '', consumes: true, disabled: [], instances: maximumInstances, alwaysReady: alwaysReady }
  { name: 'candidate', suffix: '-candidate', consumes: false, disabled: triggered, instances: 1, alwaysReady: 0 }
]

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    name: base
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    name: base
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: { location: location, tags: tags, workspaceId: monitoring.outputs.workspaceId }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  params: { name: 'budget-${base}', monthlyAmount: monthlyBudget, email: alertEmail, startDate: budgetStart }
}

module vaultDiagnostics 'modules/vault-diagnostics.bicep' = {
  name: 'vault-diagnostics'
  params: { vaultName: 'kv-${base}', workspaceId: monitoring.outputs.workspaceId }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  params: {
    name: 'vnet-${base}'
    location: location
    tags: tags
    addressPrefix: addressPrefix
    zoneNames: map(items(zones), zone => zone.value)
  }
}

module identities 'modules/identity.bicep' = [for app in apps: {
  name: 'identity-${app.name}'
  params: { name: 'id-${base}-${app.name}', location: location, tags: tags }
}]

module storageAccount 'modules/storage-account.bicep' = {
  name: 'storage-account'
  params: {
    name: 'st${compact}'
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    closed: privateNetworking
    softDeleteDays: softDeleteDays
    keepVersions: true
    corsOrigins: corsOrigins
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    accountName: storageAccount.outputs.name
    softDeleteDays: softDeleteDays
    workspaceId: monitoring.outputs.workspaceId
  }
}

module hostAccounts 'modules/storage-account.bicep' = [for app in apps: {
  name: 'host-account-${app.name}'
  params: {
    name: 'st${take(app.name, 1)}${compact}'
    location: location
    tags: tags
    zoneRedundant: zoneRedundant
    closed: privateNetworking
    softDeleteDays: softDeleteDays
    keepVersions: false
    workspaceId: monitoring.outputs.workspaceId
  }
}]

module hostStorage 'modules/host-storage.bicep' = [for (app, index) in apps: {
  name: 'host-storage-${app.name}'
  params: { accountName: hostAccounts[index].outputs.name, principalId: identities[index].outputs.principalId }
}]

module systemTopic 'modules/system-topic.bicep' = {
  name: 'system-topic'
  params: {
    name: 'egst-${base}'
    location: location
    tags: tags
    accountName: storageAccount.outputs.name
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [storage] // its identity gets a role on container `deadletter`
}

module cosmos 'modules/cosmos.bicep' = {
  name: 'cosmos'
  params: {
    name: 'cosmos-${base}'
    location: location
    tags: tags
    serverless: cosmosThroughput == 'serverless'
    backup: cosmosBackup
    zoneRedundant: zoneRedundant
    closed: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

module database 'modules/cosmos-database.bicep' = {
  name: 'cosmos-database'
  params: {
    accountName: cosmos.outputs.name
    serverless: cosmosThroughput == 'serverless'
    maxThroughput: cosmosMaxThroughput
  }
}

module cosmosAccess 'modules/cosmos-access.bicep' = {
  name: 'cosmos-access'
  params: {
    accountName: cosmos.outputs.name
    livePrincipalId: identities[0].outputs.principalId
    candidatePrincipalId: identities[1].outputs.principalId
    operatorsGroupId: operatorsGroupId
  }
  dependsOn: [database] // the roles are for the database
}

module eventHubs 'modules/event-hubs.bicep' = {
  name: 'event-hubs'
  params: {
    name: 'evhns-${base}'
    location: location
    tags: tags
    maxThroughputUnits: hubMaxThroughputUnits
    partitions: hubPartitions
    retentionHours: hubRetentionHours
    closed: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

module recognition 'modules/document-intelligence.bicep' = if (documentIntelligence) {
  name: 'document-intelligence'
  params: {
    name: 'di-${base}'
    location: location
    tags: tags
    closed: privateNetworking
    principalIds: [identities[0].outputs.principalId, identities[1].outputs.principalId]
    workspaceId: monitoring.outputs.workspaceId
  }
}

module dataAccess 'modules/data-access.bicep' = [for (app, index) in apps: {
  name: 'data-access-${app.name}'
  params: {
    principalId: identities[index].outputs.principalId
    accountName: storageAccount.outputs.name
    namespaceName: eventHubs.outputs.name
    insightsName: monitoring.outputs.insightsName
    consumes: app.consumes
  }
  dependsOn: [storage] // the roles are for its containers and queues
}]

module peopleAccess 'modules/people-access.bicep' = {
  name: 'people-access'
  params: {
    accountName: storageAccount.outputs.name
    operatorsGroupId: operatorsGroupId
    readersGroupId: readersGroupId
    deployerName: 'id-${system}-deployer-${environment}'
  }
  dependsOn: [storage]
}

module endpoints 'modules/private-endpoints.bicep' = if (privateNetworking) {
  name: 'private-endpoints'
  params: {
    location: location
    tags: tags
    networkName: network!.outputs.name
    services: concat(
      [
        { name: 'data', id: storageAccount.outputs.id, group: 'blob', zone: zones.blob }
        { name: 'data', id: storageAccount.outputs.id, group: 'queue', zone: zones.queue }
        { name: 'live', id: hostAccounts[0].outputs.id, group: 'blob', zone: zones.blob }
        { name: 'candidate', id: hostAccounts[1].outputs.id, group: 'blob', zone: zones.blob }
        { name: 'cosmos', id: cosmos.outputs.id, group: 'Sql', zone: zones.cosmos }
        { name: 'hubs', id: eventHubs.outputs.id, group: 'namespace', zone: zones.eventHubs }
      ],
      documentIntelligence
        ? [{ name: 'reading', id: recognition!.outputs.id, group: 'account', zone: zones.cognitive }]
        : []
    )
  }
}

module settings 'modules/app-settings.bicep' = [for (app, index) in apps: {
  name: 'settings-${app.name}'
  params: {
    clientId: identities[index].outputs.clientId
    hostAccountName: hostAccounts[index].outputs.name
    blobUri: storage.outputs.blobUri
    queueUri: storage.outputs.queueUri
    cosmosEndpoint: cosmos.outputs.endpoint
    eventHubsHostName: eventHubs.outputs.hostName
    documentIntelligenceEndpoint: documentIntelligence ? recognition!.outputs.endpoint : ''
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    authAudience: authAudience
    disabledFunctions: app.disabled
  }
}]

module plans 'modules/flex-plan.bicep' = [for app in apps: {
  name: 'plan-${app.name}'
  params: { name: 'plan-${base}${app.suffix}', location: location, tags: tags, zoneRedundant: zoneRedundant }
}]

module functionApps 'modules/function-app.bicep' = [for (app, index) in apps: {
  name: 'function-app-${app.name}'
  params: {
    name: 'func-${base}${app.suffix}'
    location: location
    tags: tags
    planId: plans[index].outputs.id
    identityId: identities[index].outputs.id
    deploymentContainerUri: hostStorage[index].outputs.deploymentContainerUri
    runtime: {
      nodeVersion: nodeVersion
      instanceMemoryMB: instanceMemoryMB
      maximumInstances: app.instances
      alwaysReady: app.alwaysReady
      siteUpdate: siteUpdate
    }
    settings: settings[index].outputs.settings
    subnetId: privateNetworking ? network!.outputs.appSubnetId : ''
  }
  dependsOn: [cosmosAccess, dataAccess, recognition, endpoints] // it starts with what it may do and reach
}]

module entrances 'modules/app-entrance.bicep' = [for (app, index) in apps: {
  name: 'entrance-${app.name}'
  params: {
    appName: functionApps[index].outputs.name
    corsOrigins: corsOrigins
    callers: callers
    workspaceId: monitoring.outputs.workspaceId
  }
}]

@description('The app that serves.')
output liveAppName string = functionApps[0].outputs.name

@description('Where it is reached.')
output liveAppUrl string = functionApps[0].outputs.url

@description('The app in which a package is tried before it serves.')
output candidateAppName string = functionApps[1].outputs.name

@description('Where it is reached.')
output candidateAppUrl string = functionApps[1].outputs.url

@description('docscore\'s storage account.')
output storageAccountName string = storageAccount.outputs.name

@description('Its blobs: where documents go, and the registry of models is.')
output storageBlobUri string = storage.outputs.blobUri

@description('Its queues.')
output storageQueueUri string = storage.outputs.queueUri

@description('Topic of the account, for events.bicep.')
output systemTopicName string = systemTopic.outputs.name

@description('Where Cosmos DB is.')
output cosmosEndpoint string = cosmos.outputs.endpoint

@description('Host name of Event Hubs, for who reads `predictions` or writes `requests`.')
output eventHubsNamespace string = eventHubs.outputs.hostName

@description('Application Insights.')
output insightsName string = monitoring.outputs.insightsName

@description('Vault of the variable group `shared-secrets`.')
output vaultName string = 'kv-${base}'
