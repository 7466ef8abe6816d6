// The identity that releases. Azure DevOps shows a token of its own for it (workload identity federation): there is no secret.

@description('Name of the identity.')
param name string

@description('Region of the identity.')
param location string

@description('Tags of the identity.')
param tags object

@description('Who issues the tokens: the issuer that the service connection shows; empty: it is not known yet.')
param federatedIssuer string

@description('For whom they are issued: the subject that the service connection shows.')
param federatedSubject string

@description('Name of the service connection; the trust is called like it, as `npm run bootstrap` does.')
param serviceConnection string

var roles = loadJsonContent('../roles.json')
var definitions = 'Microsoft.Authorization/roleDefinitions'
var grants = 'Microsoft.Authorization/roleAssignments'
// It may give and take the roles that main.bicep assigns and no others; so it cannot make itself owner.
var assignable = join(map(filter(items(roles), role => !contains(['contributor', 'roleBasedAccessControlAdministrator'], role.key)), role => role.value), ', ')
var givesOnly = '((!(ActionMatches{\'${grants}/write\'})) OR (@Request[${grants}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${assignable}}))'
var takesOnly = '((!(ActionMatches{\'${grants}/delete\'})) OR (@Resource[${grants}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${assignable}}))'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags

  resource pipeline 'federatedIdentityCredentials' = if (!empty(federatedIssuer)) {
    name: serviceConnection
    properties: { issuer: federatedIssuer, subject: federatedSubject, audiences: ['api://AzureADTokenExchange'] }
  }
}

resource contributor 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identity.id, roles.contributor)
  properties: {
    roleDefinitionId: subscriptionResourceId(definitions, roles.contributor)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource roleGiver 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(resourceGroup().id, identity.id, roles.roleBasedAccessControlAdministrator)
  properties: {
    roleDefinitionId: subscriptionResourceId(definitions, roles.roleBasedAccessControlAdministrator)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    conditionVersion: '2.0'
    condition: '${givesOnly} AND ${takesOnly}'
  }
}

@description('Client id, for the service connection.')
output clientId string = identity.properties.clientId

@description('Object id, for roles.')
output principalId string = identity.properties.principalId
