// Once per environment, before the first release, by somebody who may: the group, the identity that releases, and the vault of its secrets.
// `npm run bootstrap` prints the command. Everything else is main.bicep's. The app registration with the roles reader, operator and release is
// Entra's, not a resource: bootstrap makes it with az.
targetScope = 'subscription'

metadata description = 'Resource group, releasing identity and vault of a docscore deployment.'

@description('Short name of the system; part of every name.')
@minLength(3)
@maxLength(8)
param system string = 'docscore'

@description('Which deployment.')
@allowed(['dev', 'prod'])
param environment string

@description('Region of the deployment.')
param location string = deployment().location

@description('Who issues the pipeline\'s tokens: the issuer that the service connection shows. Empty: `npm run bootstrap` enters it later.')
param federatedIssuer string = ''

@description('For whom they are issued: the subject that the service connection shows.')
param federatedSubject string = ''

@description('Name of the service connection.')
param serviceConnection string = 'docscore-${environment}'

var tags = { system: system, environment: environment, managedBy: 'bootstrap.bicep' }

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${system}-${environment}'
  location: location
  tags: tags
}

module deployer 'modules/deployer.bicep' = {
  scope: group
  name: 'deployer'
  params: {
    name: 'id-${system}-deployer-${environment}'
    location: location
    tags: tags
    federatedIssuer: federatedIssuer
    federatedSubject: federatedSubject
    serviceConnection: serviceConnection
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  name: 'vault'
  params: {
    system: system
    environment: environment
    location: location
    tags: tags
    readerPrincipalId: deployer.outputs.principalId
  }
}

@description('The resource group, for `az deployment group create`.')
output resourceGroupName string = group.name

@description('Name of the vault behind `shared-secrets`.')
output vaultName string = vault.outputs.name

@description('Client id of the identity that releases, for the service connection.')
output deployerClientId string = deployer.outputs.clientId

@description('Its object id.')
output deployerPrincipalId string = deployer.outputs.principalId
