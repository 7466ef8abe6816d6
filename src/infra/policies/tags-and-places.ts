import type { PlannedResource } from '../plan/plan.ts';
import { at, broken, property, shown, type Policy } from './policy.ts';

/** Types whose resources have no place. */
const placeless = /^Microsoft\.(Network\/privateDnsZones|Insights\/actionGroups)/i;
/** Regions that have Flex Consumption and three zones, and Event Grid system topics. Source: learn.microsoft.com/azure/reliability/regions-list */
const regions = [
  ...['australiaeast', 'brazilsouth', 'canadacentral', 'centralindia', 'centralus', 'eastasia', 'eastus', 'eastus2'],
  ...['francecentral', 'germanywestcentral', 'israelcentral', 'italynorth', 'japaneast', 'koreacentral', 'northeurope'],
  ...['norwayeast', 'polandcentral', 'southafricanorth', 'southcentralus', 'southeastasia', 'spaincentral'],
  ...['swedencentral', 'switzerlandnorth', 'uaenorth', 'uksouth', 'westeurope', 'westus2', 'westus3'],
];
const requiredTags = ['system', 'environment', 'managedBy'];

/** What costs money says whose it is, and everything stands in one region. */
export const tagsAndPlaces: Policy = (plan) => {
  const placed = plan.resources.filter(({ existing, body }) => !existing && body['location'] !== undefined);
  const region = mostCommon(
    placed.filter(({ type }) => !placeless.test(type)).map((resource) => shown(property(resource, 'location'))),
  );
  const [first] = placed;
  const unknown =
    first && !regions.includes(region) ? [broken(first, 'location', `${region} is no region with zones`)] : [];
  return [...unknown, ...placed.flatMap((resource) => [...tagProblems(resource), ...placeProblems(resource, region)])];
};

function tagProblems(resource: PlannedResource) {
  const missing = requiredTags.filter((tag) => typeof at(resource.body['tags'], tag) !== 'string');
  return missing.length === 0 ? [] : [broken(resource, 'tags', `${resource.name} has no tag ${missing.join(', ')}`)];
}

function placeProblems(resource: PlannedResource, region: string) {
  const wanted = placeless.test(resource.type) ? 'global' : region;
  const location = shown(property(resource, 'location'));
  return location === wanted
    ? []
    : [broken(resource, 'location', `${resource.name} stands in ${location}, the rest in ${wanted}`)];
}

function mostCommon(values: readonly string[]): string {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? '';
}
