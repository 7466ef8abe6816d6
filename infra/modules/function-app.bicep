// One app on a plan of its own, deployed from a container of its own by its identity. Who gets to it: app-entrance.bicep.

@description('Name of the app; also its host name.')
@minLength(2)
@maxLength(60)
param name string

@description('Region of the app.')
param location string

@description('Tags of the app.')
param tags object

@description('Resource id of its plan.')
param planId string

@description('Resource id of the identity that it has.')
param identityId string

@description('Where the package is deployed to.')
param deploymentContainerUri string

@description('On what it runs.')
param runtime {
  @description('Version of Node.')
  nodeVersion: '22' | '24'
  @description('Memory of an instance, in MB.')
  instanceMemoryMB: 512 | 2048 | 4096
  @description('Most instances at a time.')
  maximumInstances: int
  @description('Instances that wait for HTTP calls.')
  alwaysReady: int
  @description('How new code takes over: at once, ending what runs, or instance by instance.')
  siteUpdate: 'Recreate' | 'RollingUpdate'
}

@description('App settings, all of them.')
param settings object

@description('Subnet through which the app reaches closed services; empty: none.')
param subnetId string

var authentication = { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: { storage: { type: 'blobContainer', value: deploymentContainerUri, authentication: authentication } }
      runtime: { name: 'node', version: runtime.nodeVersion }
      #disable-next-line BCP037 // in preview: types of some compilers lack it
      siteUpdateStrategy: { type: runtime.siteUpdate }
      scaleAndConcurrency: {
        instanceMemoryMB: runtime.instanceMemoryMB
        maximumInstanceCount: runtime.maximumInstances
        alwaysReady: runtime.alwaysReady == 0 ? [] : [{ name: 'http', instanceCount: runtime.alwaysReady }]
      }
    }
  }

  resource appSettings 'config' = { name: 'appsettings', properties: settings }
}

@description('Name of the app.')
output name string = app.name

@description('Where the app is reached.')
output url string = 'https://${app.properties.defaultHostName}'
