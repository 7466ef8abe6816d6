// What an app's host keeps for itself: the deployed package, timers, checkpoints and locks. One account per app: nobody else has a role on it.

@description('The account, made by storage-account.bicep.')
@minLength(3)
@maxLength(24)
param accountName string

@description('Object id of the app\'s identity.')
param principalId string

var roles = loadJsonContent('../roles.json')

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource deployment 'containers' = {
      name: 'deployment'
      properties: { publicAccess: 'None' }
    }
  }
}

resource owner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, principalId, roles.storageBlobDataOwner)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

@description('Where the package is deployed to.')
output deploymentContainerUri string = '${account.properties.primaryEndpoints.blob}${account::blobs::deployment.name}'
