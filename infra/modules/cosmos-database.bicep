// The database and its containers. The app may not create any, so all of them stand here, the change feed's leases included.

@description('The account, made by cosmos.bicep.')
param accountName string

@description('Whether the account is serverless: then there is no limit to set.')
param serverless bool

@description('Limit of all containers together, in RU/s; a tenth of it is the least that is paid.')
@minValue(1000)
param maxThroughput int

var containers = [
  { name: 'documents', key: '/documentId', ttlSeconds: -1 } // −1: only what an item itself says
  { name: 'models', key: '/model', ttlSeconds: -1 }
  { name: 'requests', key: '/requestId', ttlSeconds: 604800 }
  { name: 'leases', key: '/id', ttlSeconds: -1 }
]

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: accountName
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: 'docscore'
  properties: {
    resource: { id: 'docscore' }
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: maxThroughput } }
  }
}

resource items 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [for one in containers: {
  parent: database
  name: one.name
  properties: {
    resource: {
      id: one.name
      partitionKey: { paths: [one.key], kind: 'Hash', version: 2 }
      defaultTtl: one.ttlSeconds
    }
  }
}]
