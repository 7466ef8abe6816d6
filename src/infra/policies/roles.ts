import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue } from '../plan/value.ts';
import type { Problem } from '../problem.ts';
import { broken, created, property, sameId, scopeOf, shown, type Policy } from './policy.ts';

interface Role {
  readonly name: string;
  /** Where it may be given: the narrowest resource for which it does its work. */
  readonly on: RegExp;
}

const containers = /\/blobServices\/default\/containers\/[^/]+$/i;
const queues = /\/queueServices\/default\/queues\/[^/]+$/i;
const hubs = /\/namespaces\/[^/]+\/eventhubs\/[^/]+$/i;
const group = /\/resourceGroups\/[^/]+$/i;

/** The roles that a template may give. Source: learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const allowed: Readonly<Record<string, Role>> = {
  'acdd72a7-3385-48ef-bd42-f606fba81ae7': { name: 'Reader', on: group },
  'b24988ac-6180-42a0-ab88-20f7382dd24c': { name: 'Contributor', on: group },
  'f58310d9-a9f6-439a-9e8d-f62e7b41a168': { name: 'Role Based Access Control Administrator', on: group },
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': { name: 'Storage Blob Data Owner', on: /\/storageAccounts\/[^/]+$/i },
  'ba92f5b4-2d11-453d-a403-e96b0029c9fe': { name: 'Storage Blob Data Contributor', on: containers },
  '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1': {
    name: 'Storage Blob Data Reader',
    on: /\/(storageAccounts|containers)\/[^/]+$/i,
  },
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': { name: 'Storage Queue Data Contributor', on: queues },
  '19e7f393-937e-4f77-808e-94535e297925': { name: 'Storage Queue Data Reader', on: queues },
  'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a': { name: 'Storage Queue Data Message Sender', on: queues },
  '2b629674-e913-4c01-ae53-ef4638d8f975': { name: 'Azure Event Hubs Data Sender', on: hubs },
  'a638d3c7-ab3a-418d-83e6-5f17a39d4fde': { name: 'Azure Event Hubs Data Receiver', on: hubs },
  '4633458b-17de-408a-b874-0445c86b69e6': { name: 'Key Vault Secrets User', on: /\/vaults\/[^/]+$/i },
  'a97b65f3-24c7-4388-baec-2e87135dc908': { name: 'Cognitive Services User', on: /\/accounts\/[^/]+$/i },
  '3913510d-42f4-4e42-8a64-420c390055eb': { name: 'Monitoring Metrics Publisher', on: /\/components\/[^/]+$/i },
};
const roleGiver = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168';
/** Who has one of these can give themselves all others: Owner, Contributor, User Access Administrator, role giver. */
const mighty = [
  '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  'b24988ac-6180-42a0-ab88-20f7382dd24c',
  '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  roleGiver,
];

/** Roles come from a list, on the narrowest resource, for an identity that is there. */
export const roles: Policy = (plan) => [
  ...created(plan, 'Microsoft.Authorization/roleAssignments').flatMap((assignment) => [
    ...roleProblems(assignment),
    ...principalProblems(plan, assignment),
  ]),
  ...created(plan, 'Microsoft.Authorization/roleDefinitions').map((role) =>
    broken(role, 'role', `${role.name}: no roles of our own but Cosmos DB's`),
  ),
];

/** The id of the role at the end of `roleDefinitionId`. */
export const roleIdOf = (assignment: PlannedResource): string =>
  shown(property(assignment, 'properties.roleDefinitionId')).split('/').at(-1)?.toLowerCase() ?? '';

function roleProblems(assignment: PlannedResource): Problem[] {
  const id = roleIdOf(assignment);
  const role = allowed[id];
  if (role === undefined) return [broken(assignment, 'role', `Role ${id} is not among those that a template may give`)];
  const scope = scopeOf(assignment);
  if (!role.on.test(scope))
    return [broken(assignment, 'role-scope', `${role.name} is given on ${scope}: too much, or nothing that it is for`)];
  return id === roleGiver ? conditionProblems(assignment) : [];
}

/** Whoever may give roles may give only those of the list, or could make themselves owner. */
function conditionProblems(assignment: PlannedResource): Problem[] {
  const condition = shown(property(assignment, 'properties.condition'));
  const ids = condition.match(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g) ?? [];
  const both = ['@Request', '@Resource'].every((side) =>
    condition.includes(`${side}[Microsoft.Authorization/roleAssignments:RoleDefinitionId]`),
  );
  const safe = both && ids.length > 0 && ids.every((id) => allowed[id] !== undefined && !mighty.includes(id));
  if (safe && property(assignment, 'properties.conditionVersion') === '2.0') return [];
  return [
    broken(
      assignment,
      'role-condition',
      'Role Based Access Control Administrator needs a condition (version 2.0) that lets it give and take only the roles of the list',
    ),
  ];
}

function principalProblems(plan: Plan, assignment: PlannedResource): Problem[] {
  const who = property(assignment, 'properties.principalId');
  const type = property(assignment, 'properties.principalType');
  if (isRuntimeValue(who)) {
    const isThere = plan.resources.some(({ id }) => sameId(id, who.of));
    if (isThere && /\bprincipalId$/.test(who.runtime) && type === 'ServicePrincipal') return [];
    return [
      broken(assignment, 'principal', `${who.runtime} (${shown(type)}) is no object id of an identity of this plan`),
    ];
  }
  const isGroup = typeof who === 'string' && who !== '' && type === 'Group';
  return isGroup ? [] : [broken(assignment, 'principal', `A role is given to '${shown(who)}' (${shown(type)})`)];
}
