import { broken, created, property, shown, type Policy } from '../policies/policy.ts';

/**
 * A network registers its machines in one zone at most: Azure refuses the second link. Source: learn.microsoft.com/azure/dns/private-dns-virtual-network-links.
 */
export const virtualNetworkLinks: Policy = (plan) => {
  const links = created(plan, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks').filter(
    (link) => property(link, 'properties.registrationEnabled') === true,
  );
  const networks = Map.groupBy(links, (link) => shown(property(link, 'properties.virtualNetwork.id')));
  return [...networks.values()].flatMap(([, ...more]) =>
    more.map((link) =>
      broken(link, 'second-registration', `${link.name} would be the network's second zone with registration.`),
    ),
  );
};
