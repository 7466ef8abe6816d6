// Roles on one queue.

@description('Object id of who gets them.')
param principalId string

@description('The storage account.')
param accountName string

@description('The queue.')
param queueName string

@description('Ids of the roles.')
@minLength(1)
param roles string[]

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource queues 'queueServices' existing = {
    name: 'default'

    resource queue 'queues' existing = {
      name: queueName
    }
  }
}

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in roles: {
  scope: account::queues::queue
  name: guid(account::queues::queue.id, principalId, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]
