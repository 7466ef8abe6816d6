// Services inside the network: an endpoint each in subnet `endpoints`, found by name in the zone of its kind.

@description('Region of the endpoints: the network\'s.')
param location string

@description('Tags of the endpoints.')
param tags object

@description('The network, made by network.bicep.')
param networkName string

@description('A service that the network reaches.')
type service = {
  @description('Name of the service; part of the endpoint\'s.')
  name: string
  @description('Resource id of the service.')
  id: string
  @description('Which of its endpoints.')
  group: 'blob' | 'queue' | 'Sql' | 'namespace' | 'account'
  @description('Zone in which it is found.')
  zone: string
}

@description('The services.')
param services service[]

resource network 'Microsoft.Network/virtualNetworks@2024-07-01' existing = {
  name: networkName

  resource subnet 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' existing = [for one in services: {
  name: one.zone
}]

resource endpoints 'Microsoft.Network/privateEndpoints@2024-07-01' = [for one in services: {
  name: 'pep-${one.name}-${toLower(one.group)}'
  location: location
  tags: tags
  properties: {
    subnet: { id: network::subnet.id }
    privateLinkServiceConnections: [
      { name: one.group, properties: { privateLinkServiceId: one.id, groupIds: [one.group] } }
    ]
  }
}]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [for (one, index) in services: {
  parent: endpoints[index]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [{ name: one.group, properties: { privateDnsZoneId: zones[index].id } }]
  }
}]
