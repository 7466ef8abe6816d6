// What an app is told: where the services are, who it is there, and the settings of settings.json. No key and no connection string.

@description('Client id of the app\'s identity.')
param clientId string

@description('Account in which the host keeps its own things.')
param hostAccountName string

@description('docscore\'s blobs.')
param blobUri string

@description('docscore\'s queues.')
param queueUri string

@description('docscore\'s Cosmos DB account.')
param cosmosEndpoint string

@description('Host name of the Event Hubs namespace.')
param eventHubsHostName string

@description('Document Intelligence; empty: the app reads with its own reader.')
param documentIntelligenceEndpoint string

@description('Where telemetry goes.')
param insightsConnectionString string

@description('Client id of the app registration whose roles are reader, operator and release; empty: nobody has a role.')
param authAudience string

@description('Functions that do not run, by name.')
param disabledFunctions string[]

var connections = {
  AZURE_CLIENT_ID: clientId
  AzureWebJobsStorage__accountName: hostAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: clientId
  Storage__blobServiceUri: blobUri
  Storage__queueServiceUri: queueUri
  Storage__credential: 'managedidentity'
  Storage__clientId: clientId
  Cosmos__accountEndpoint: cosmosEndpoint
  Cosmos__credential: 'managedidentity'
  Cosmos__clientId: clientId
  Events__fullyQualifiedNamespace: eventHubsHostName
  Events__credential: 'managedidentity'
  Events__clientId: clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
}
var reading = empty(documentIntelligenceEndpoint)
  ? { READER: 'process' }
  : { READER: 'document-intelligence', DOCUMENT_INTELLIGENCE_ENDPOINT: documentIntelligenceEndpoint }
var authority = '${environment().authentication.loginEndpoint}${tenant().tenantId}'
var auth = {
  AUTH_ISSUER: '${authority}/v2.0'
  AUTH_AUDIENCE: authAudience
  AUTH_JWKS_URI: '${authority}/discovery/v2.0/keys'
}

@description('The settings, for function-app.bicep.')
output settings object = union(
  loadJsonContent('../settings.json'),
  connections,
  reading,
  empty(authAudience) ? {} : auth,
  toObject(disabledFunctions, name => 'AzureWebJobs.${name}.Disabled', name => 'true')
)
