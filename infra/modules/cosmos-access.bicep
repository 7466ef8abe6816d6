// Who may do what with the items: three roles of our own, with the actions that docscore's code calls and no others.

@description('The account, made by cosmos.bicep.')
param accountName string

@description('Object id of the live app\'s identity.')
param livePrincipalId string

@description('Object id of the candidate app\'s identity. It has no triggers but HTTP: it never reads the change feed.')
param candidatePrincipalId string

@description('Object id of the group that operates docscore; empty: nobody.')
param operatorsGroupId string

var account = 'Microsoft.DocumentDB/databaseAccounts'
var container = '${account}/sqlDatabases/containers'
var look = ['${account}/readMetadata', '${container}/items/read', '${container}/executeQuery']
var write = [
  '${container}/items/create'
  '${container}/items/replace'
  '${container}/items/upsert'
  '${container}/items/delete'
]
var roles = [
  { name: 'docscore live app', actions: concat(look, write, ['${container}/readChangeFeed']), who: livePrincipalId, given: true }
  { name: 'docscore candidate app', actions: concat(look, write), who: candidatePrincipalId, given: true }
  { name: 'docscore operator', actions: look, who: operatorsGroupId, given: !empty(operatorsGroupId) }
]

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' existing = {
  name: accountName

  resource database 'sqlDatabases' existing = {
    name: 'docscore'
  }
}

resource definitions 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2025-04-15' = [for role in roles: {
  parent: cosmos
  name: guid(cosmos.id, role.name)
  properties: {
    roleName: role.name
    type: 'CustomRole'
    assignableScopes: [cosmos.id]
    permissions: [{ dataActions: role.actions }]
  }
}]

resource assignments 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2025-04-15' = [for (role, index) in roles: if (role.given) {
  parent: cosmos
  name: guid(cosmos.id, role.name, role.who)
  properties: {
    roleDefinitionId: definitions[index].id
    principalId: role.who
    scope: '${cosmos.id}/dbs/${cosmos::database.name}'
  }
}]
