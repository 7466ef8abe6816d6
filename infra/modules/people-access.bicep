// What people may see, and what the deployer may write. Nobody may change data by hand: that is what the HTTP interface is for.

@description('docscore\'s storage account.')
param accountName string

@description('Object id of the group that operates docscore; empty: nobody.')
param operatorsGroupId string

@description('Object id of the group that may look at the deployment, not at documents; empty: nobody.')
param readersGroupId string

@description('Name of the identity that releases, made by bootstrap.bicep.')
param deployerName string

var roles = loadJsonContent('../roles.json')

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: accountName
}

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: deployerName
}

resource see 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for group in [operatorsGroupId, readersGroupId]: if (!empty(group)) {
  name: guid(resourceGroup().id, group, roles.reader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.reader)
    principalId: group
    principalType: 'Group'
  }
}]

resource seeBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorsGroupId)) {
  scope: account
  name: guid(account.id, operatorsGroupId, roles.storageBlobDataReader)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataReader)
    principalId: operatorsGroupId
    principalType: 'Group'
  }
}

module release 'container-access.bicep' = [for name in ['models', 'releases']: {
  name: 'access-deployer-${name}'
  params: {
    principalId: deployer.properties.principalId
    accountName: accountName
    containerName: name
    role: roles.storageBlobDataContributor
  }
}]
