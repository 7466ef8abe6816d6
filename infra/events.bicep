// After the code: which blob events go to which function. Event Grid refuses a function that is not there yet.
targetScope = 'resourceGroup'

metadata description = 'Event Grid subscriptions of a docscore deployment.'

@description('Topic of the storage account: output `systemTopicName` of main.bicep.')
param systemTopicName string

@description('docscore\'s storage account: output `storageAccountName`.')
@minLength(3)
@maxLength(24)
param storageAccountName string

@description('App that receives the events: output `liveAppName`.')
@minLength(2)
@maxLength(60)
param liveAppName string

@description('How often delivery of an event is tried.')
@minValue(1)
@maxValue(30)
param maxDeliveryAttempts int = 30

@description('How long delivery of an event is tried, in minutes.')
@minValue(1)
@maxValue(1440)
param eventTimeToLiveMinutes int = 1440

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: systemTopicName
}

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: liveAppName
}

resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'uploads'
  properties: {
    destination: {
      endpointType: 'AzureFunction'
      properties: { resourceId: '${app.id}/functions/receive-document', maxEventsPerBatch: 1 }
    }
    eventDeliverySchema: 'EventGridSchema'
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated', 'Microsoft.Storage.BlobDeleted']
      subjectBeginsWith: '/blobServices/default/containers/documents/'
    }
    retryPolicy: { maxDeliveryAttempts: maxDeliveryAttempts, eventTimeToLiveInMinutes: eventTimeToLiveMinutes }
    deadLetterWithResourceIdentity: {
      identity: { type: 'SystemAssigned' }
      deadLetterDestination: {
        endpointType: 'StorageBlob'
        properties: { resourceId: account.id, blobContainerName: 'deadletter' }
      }
    }
  }
}
