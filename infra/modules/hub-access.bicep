// A role on one hub.

@description('Object id of who gets it.')
param principalId string

@description('The Event Hubs namespace.')
param namespaceName string

@description('The hub.')
param hubName string

@description('Id of the role.')
@minLength(36)
@maxLength(36)
param role string

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' existing = {
  name: namespaceName

  resource hub 'eventhubs' existing = {
    name: hubName
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: namespace::hub
  name: guid(namespace::hub.id, principalId, role)
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
