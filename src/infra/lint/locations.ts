import { broken, shown, type Policy } from '../policies/policy.ts';

/** Regions of the public cloud. Source: learn.microsoft.com/azure/reliability/regions-list, November 2026. */
const regions = new Set(
  `australiacentral australiaeast australiasoutheast austriaeast belgiumcentral brazilsouth canadacentral canadaeast centralindia centralus chilecentral
  eastasia eastus eastus2 francecentral germanywestcentral indonesiacentral israelcentral italynorth japaneast japanwest koreacentral koreasouth
  malaysiawest mexicocentral newzealandnorth northcentralus northeurope norwayeast polandcentral qatarcentral southafricanorth southcentralus
  southeastasia southindia spaincentral swedencentral switzerlandnorth uaenorth uksouth ukwest westcentralus westeurope westindia westus westus2
  westus3`.split(/\s+/),
);

/** A region that is misspelt is refused only when the deployment runs. */
export const locations: Policy = ({ resources }) =>
  resources.flatMap((resource) => {
    const { location } = resource.body;
    if (location === undefined || resource.existing || location === 'global' || regions.has(shown(location))) return [];
    return [broken(resource, 'unknown-location', `${shown(location)} of ${resource.name} is no Azure region.`)];
  });
