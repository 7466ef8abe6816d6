// Who gets as far as an app's door, that nobody publishes to it with a password, and where its logs go. What callers may do inside, keys and tokens say.

@description('The app, made by function-app.bicep.')
param appName string

@description('Origins of browsers that may call the app.')
param corsOrigins string[]

@description('Address ranges that may call the app beside Event Grid; empty: anybody may try.')
param callers string[]

@description('Workspace for diagnostics.')
param workspaceId string

var eventGrid = { name: 'event-grid', tag: 'ServiceTag', ipAddress: 'AzureEventGrid', action: 'Allow', priority: 100 }
var listed = map(range(0, length(callers)), index => {
  name: 'caller-${index}'
  tag: 'Default'
  ipAddress: callers[index]
  action: 'Allow'
  priority: 200 + index
})

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource entrance 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'web'
  properties: {
    minTlsVersion: '1.2'
    scmMinTlsVersion: '1.2'
    http20Enabled: true
    cors: { allowedOrigins: corsOrigins }
    ipSecurityRestrictionsDefaultAction: empty(callers) ? 'Allow' : 'Deny'
    ipSecurityRestrictions: empty(callers) ? [] : concat([eventGrid], listed)
    scmIpSecurityRestrictionsUseMain: false
  }
}

resource publishing 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = [for way in ['ftp', 'scm']: {
  parent: app
  name: way
  properties: { allow: false }
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'workspace'
  properties: { workspaceId: workspaceId, logs: [{ category: 'FunctionAppLogs', enabled: true }] }
}
