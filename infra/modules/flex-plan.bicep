// A Flex Consumption plan. It takes one app, and scales each of its functions by itself.

@description('Name of the plan.')
@minLength(1)
@maxLength(60)
param name string

@description('Region of the plan.')
param location string

@description('Tags of the plan.')
param tags object

@description('Whether instances stand in three zones.')
param zoneRedundant bool

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

@description('Resource id of the plan.')
output id string = plan.id
