// What docscore keeps in its storage account: blob containers, queues, and when blobs go by themselves.

@description('The account, made by storage-account.bicep.')
@minLength(3)
@maxLength(24)
param accountName string

@description('How long earlier versions of blobs are kept, in days.')
@minValue(1)
param softDeleteDays int

@description('Workspace for diagnostics.')
param workspaceId string

var containerNames = ['documents', 'artifacts', 'models', 'deadletter', 'training', 'releases']
var queueNames = ['ocr', 'preprocess', 'score', 'ocr-poison', 'preprocess-poison', 'score-poison']
var lifecycle = [
  {
    name: 'memo' // what was recognised on a page before: it can be made again
    filters: { blobTypes: ['blockBlob'], prefixMatch: ['artifacts/memo/'] }
    actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 30 } } }
  }
  {
    name: 'versions' // what versioning keeps would otherwise stay for ever
    filters: { blobTypes: ['blockBlob'] }
    actions: { version: { delete: { daysAfterCreationGreaterThan: softDeleteDays } } }
  }
]

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }
}

resource containers 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = [for one in containerNames: {
  parent: account::blobs
  name: one
  properties: { publicAccess: 'None' }
}]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-01-01' = [for one in queueNames: {
  parent: queueService
  name: one
}]

resource policy 'Microsoft.Storage/storageAccounts/managementPolicies@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [for rule in lifecycle: {
        name: rule.name
        type: 'Lifecycle'
        enabled: true
        definition: { filters: rule.filters, actions: rule.actions }
      }]
    }
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: queueService
  name: 'workspace'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}

@description('Where the app and clients find blobs.')
output blobUri string = account.properties.primaryEndpoints.blob

@description('Where the app finds queues.')
output queueUri string = account.properties.primaryEndpoints.queue
