import type { Plan, PlannedResource } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { broken, created, isOf, listOf, property, shown, type Policy } from './policy.ts';
import { endpointProblems } from './private-endpoints.ts';

const storage = 'Microsoft.Storage/storageAccounts';
/** Services that hold data, and the endpoints by which a network reaches them. */
const groupsOf: Readonly<Record<string, readonly string[]>> = {
  [storage]: ['blob'],
  'Microsoft.DocumentDB/databaseAccounts': ['Sql'],
  'Microsoft.EventHub/namespaces': ['namespace'],
  'Microsoft.CognitiveServices/accounts': ['account'],
};

/** Either every data service is reached from anywhere with a role, or all of them from inside the network only. */
export const networkAccess: Policy = (plan) => {
  const services = Object.keys(groupsOf).flatMap((type) => created(plan, type));
  const isPrivate = created(plan, 'Microsoft.Network/virtualNetworks').length > 0;
  return [
    ...services.flatMap((service) => serviceProblems(plan, service, isPrivate)),
    ...(isPrivate ? created(plan, 'Microsoft.Web/sites').flatMap((app) => subnetProblems(plan, app)) : []),
  ];
};

function serviceProblems(plan: Plan, service: PlannedResource, isPrivate: boolean): Problem[] {
  const access = accessTo(service);
  if (access === 'unclear')
    return [broken(service, 'public-access', `${service.name} does not say clearly who reaches it: ${says(service)}`)];
  if (access === 'open')
    return isPrivate
      ? [broken(service, 'public-access', `${service.name} is open although the deployment has a network`)]
      : [];
  return groupsFor(plan, service).flatMap((group) => endpointProblems(plan, service, group));
}

/** Storage stays `Enabled` with `Deny` and the exception for Azure's services, so that Event Grid may write dead letters. */
function accessTo(service: PlannedResource): 'open' | 'closed' | 'unclear' {
  const access = property(service, 'properties.publicNetworkAccess');
  if (!isOf(service, storage)) return access === 'Enabled' ? 'open' : access === 'Disabled' ? 'closed' : 'unclear';
  const action = property(service, 'properties.networkAcls.defaultAction');
  if (access !== 'Enabled' || property(service, 'properties.networkAcls.bypass') !== 'AzureServices') return 'unclear';
  return action === 'Allow' ? 'open' : action === 'Deny' ? 'closed' : 'unclear';
}

const says = (service: PlannedResource) =>
  ['publicNetworkAccess', 'networkAcls']
    .map((name) => `${name} ${shown(property(service, `properties.${name}`))}`)
    .join(', ');

function groupsFor(plan: Plan, service: PlannedResource): readonly string[] {
  const type = Object.keys(groupsOf).find((one) => isOf(service, one)) ?? '';
  const hasQueues = created(plan, `${storage}/queueServices/queues`).some(({ name }) =>
    name.startsWith(`${service.name}/`),
  );
  return [...(groupsOf[type] ?? []), ...(isOf(service, storage) && hasQueues ? ['queue'] : [])];
}

function subnetProblems(plan: Plan, app: PlannedResource): Problem[] {
  const id = shown(property(app, 'properties.virtualNetworkSubnetId'));
  const subnets = created(plan, 'Microsoft.Network/virtualNetworks').flatMap((network) =>
    listOf(property(network, 'properties.subnets')).map((body) => ({ ...network, body: { subnet: body } })),
  );
  const subnet = subnets.find(
    (one) => id.toLowerCase() === `${one.id}/subnets/${shown(property(one, 'subnet.name'))}`.toLowerCase(),
  );
  if (subnet === undefined)
    return [broken(app, 'network', `${app.name} does not reach the network: its subnet is ${id}`)];
  const delegated = listOf(property(subnet, 'subnet.properties.delegations')).some(
    (delegation) =>
      property({ ...subnet, body: { delegation } }, 'delegation.properties.serviceName') ===
      'Microsoft.App/environments',
  );
  return delegated
    ? []
    : [
        broken(
          subnet,
          'network',
          `The subnet of ${app.name} is not delegated to Microsoft.App/environments, as Flex Consumption needs it`,
        ),
      ];
}
