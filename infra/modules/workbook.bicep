// One page that shows how docscore does; what it shows is in workbook.json.

@description('Region of the workbook.')
param location string

@description('Tags.')
param tags object

@description('Workspace that it reads.')
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'docscore workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'docscore'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: loadTextContent('../workbook.json')
  }
}
