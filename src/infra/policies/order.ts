import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue } from '../plan/value.ts';
import { broken, created, isRecord, property, sameId, scopeOf, type Policy } from './policy.ts';

/** An app starts with what it may do and reach: its roles, and endpoints if there are any, are made before it. */
export const order: Policy = (plan) => {
  const byId = new Map(
    plan.resources.filter(({ existing }) => !existing).map((resource) => [resource.id.toLowerCase(), resource]),
  );
  return created(plan, 'Microsoft.Web/sites').flatMap((app) => {
    const before = allBefore(app, byId);
    return neededBy(plan, app)
      .filter(({ id }) => !before.has(id.toLowerCase()))
      .map((resource) =>
        broken(
          app,
          'order',
          `${app.name} does not wait for ${resource.type} on ${scopeOf(resource)}: name its module in dependsOn`,
        ),
      );
  });
};

/** Ids of all that is made before, over any number of steps. */
function allBefore(start: PlannedResource, byId: ReadonlyMap<string, PlannedResource>): Set<string> {
  const seen = new Set<string>();
  const open = [start];
  for (let next = open.pop(); next !== undefined; next = open.pop())
    for (const id of next.dependsOn.map((one) => one.toLowerCase())) {
      if (seen.has(id)) continue;
      seen.add(id);
      const resource = byId.get(id);
      if (resource) open.push(resource);
    }
  return seen;
}

function neededBy(plan: Plan, app: PlannedResource): PlannedResource[] {
  const assigned = property(app, 'identity.userAssignedIdentities');
  const own = isRecord(assigned) ? Object.keys(assigned) : [];
  const roles = [
    'Microsoft.Authorization/roleAssignments',
    'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments',
  ].flatMap((type) => created(plan, type));
  const ownRoles = roles.filter((role) => {
    const who = property(role, 'properties.principalId');
    return isRuntimeValue(who) && own.some((id) => sameId(id, who.of));
  });
  return [
    ...ownRoles,
    ...created(plan, 'Microsoft.Network/privateEndpoints'),
    ...created(plan, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'),
  ];
}
