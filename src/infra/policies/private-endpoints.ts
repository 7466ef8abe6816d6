import type { Plan, PlannedResource } from '../plan/plan.ts';
import type { Value } from '../plan/value.ts';
import type { Problem } from '../problem.ts';
import { at, broken, created, lastName, listOf, property, sameId, shown } from './policy.ts';

/** Source: learn.microsoft.com/azure/private-link/private-endpoint-dns, for the public cloud. */
const zoneOf: Readonly<Record<string, string>> = {
  blob: 'privatelink.blob.core.windows.net',
  queue: 'privatelink.queue.core.windows.net',
  Sql: 'privatelink.documents.azure.com',
  namespace: 'privatelink.servicebus.windows.net',
  account: 'privatelink.cognitiveservices.azure.com',
};

/** A closed service has an endpoint in the network, and its name leads there. */
export function endpointProblems(plan: Plan, service: PlannedResource, group: string): Problem[] {
  const endpoint = created(plan, 'Microsoft.Network/privateEndpoints').find((one) => leadsTo(one, service, group));
  if (endpoint === undefined)
    return [
      broken(
        service,
        'private-endpoint',
        `${service.name} is closed, and no private endpoint '${group}' leads to it: nobody reaches it`,
      ),
    ];
  const network = subnetProblems(plan, endpoint);
  if (network.length > 0) return network;
  const zones = created(plan, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')
    .filter(({ id }) => sameId(id.slice(0, endpoint.id.length + 1), `${endpoint.id}/`))
    .flatMap((groups) => listOf(property(groups, 'properties.privateDnsZoneConfigs')))
    .map((config) => shown(at(config, 'properties.privateDnsZoneId')));
  const wanted = zoneOf[group] ?? '';
  const zone = created(plan, 'Microsoft.Network/privateDnsZones').find(({ name }) => name === wanted);
  if (zone === undefined) return [broken(endpoint, 'private-dns', `There is no zone ${wanted} for ${endpoint.name}`)];
  if (!zones.some((id) => sameId(id, zone.id)))
    return [
      broken(
        endpoint,
        'private-dns',
        `${endpoint.name} is not entered in ${wanted}: the name of ${service.name} leads elsewhere`,
      ),
    ];
  const linked = created(plan, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks').some(({ id }) =>
    sameId(id.slice(0, zone.id.length + 1), `${zone.id}/`),
  );
  return linked ? [] : [broken(zone, 'private-dns', `No network asks zone ${wanted}: it has no virtualNetworkLinks`)];
}

function leadsTo(endpoint: PlannedResource, service: PlannedResource, group: string): boolean {
  return listOf(property(endpoint, 'properties.privateLinkServiceConnections')).some(
    (connection: Value) =>
      sameId(shown(at(connection, 'properties.privateLinkServiceId')), service.id) &&
      listOf(at(connection, 'properties.groupIds')).includes(group) &&
      lastName(endpoint) !== '',
  );
}

/** The endpoint stands in a subnet of this plan, in which endpoints are routed to as addresses. */
function subnetProblems(plan: Plan, endpoint: PlannedResource): Problem[] {
  const id = shown(property(endpoint, 'properties.subnet.id'));
  const subnets = created(plan, 'Microsoft.Network/virtualNetworks').flatMap((network) =>
    listOf(property(network, 'properties.addressSpace.addressPrefixes')).length === 0
      ? []
      : listOf(property(network, 'properties.subnets')).map((subnet) => ({ network, subnet })),
  );
  const own = subnets.find(({ network, subnet }) => sameId(id, `${network.id}/subnets/${shown(at(subnet, 'name'))}`));
  if (own === undefined)
    return [broken(endpoint, 'network', `${endpoint.name} is in ${id}, which is no subnet of this plan`)];
  return at(own.subnet, 'properties.privateEndpointNetworkPolicies') === 'Disabled'
    ? []
    : [
        broken(
          own.network,
          'network',
          `Subnet ${shown(at(own.subnet, 'name'))} applies network policies to endpoints: set privateEndpointNetworkPolicies to Disabled`,
        ),
      ];
}
