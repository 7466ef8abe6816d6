import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue } from '../plan/value.ts';
import type { Problem } from '../problem.ts';
import { at, broken, created, listOf, property, sameId, shown, type Policy } from './policy.ts';

const account = 'Microsoft.DocumentDB/databaseAccounts';
const definitions = `${account}/sqlRoleDefinitions`;

/** Cosmos DB's own roles name each action, are given to somebody, and for one database. */
export const itemRoles: Policy = (plan) => [
  ...created(plan, definitions).flatMap((definition) => definitionProblems(definition)),
  ...created(plan, `${account}/sqlRoleAssignments`).flatMap((assignment) => assignmentProblems(plan, assignment)),
];

/** What a role definition lets somebody do: `Microsoft.DocumentDB/…/items/read`. */
export const dataActionsOf = (definition: PlannedResource): string[] =>
  listOf(property(definition, 'properties.permissions')).flatMap((permission) =>
    listOf(at(permission, 'dataActions')).map(shown),
  );

function definitionProblems(definition: PlannedResource): Problem[] {
  const name = shown(property(definition, 'properties.roleName'));
  const wild = dataActionsOf(definition).filter((action) => action.includes('*'));
  return [
    ...wild.map((action) => broken(definition, 'wildcard', `${name} may do ${action}: name each action`)),
    ...(assignableOn(definition)
      ? []
      : [broken(definition, 'role-scope', `${name} is not assignable in its own account`)]),
    ...(property(definition, 'properties.type') === 'CustomRole'
      ? []
      : [broken(definition, 'item-role', `${name} is no CustomRole`)]),
  ];
}

/** The account that it belongs to: what comes before `/sqlRoleDefinitions`. */
function assignableOn(definition: PlannedResource): boolean {
  const [own = ''] = definition.id.split('/sqlRoleDefinitions/');
  const scopes = listOf(property(definition, 'properties.assignableScopes')).map(shown);
  return scopes.length === 1 && scopes.every((scope) => sameId(scope, own));
}

function assignmentProblems(plan: Plan, assignment: PlannedResource): Problem[] {
  const role = shown(property(assignment, 'properties.roleDefinitionId'));
  const who = property(assignment, 'properties.principalId');
  const scope = shown(property(assignment, 'properties.scope'));
  const isThere = isRuntimeValue(who)
    ? plan.resources.some(({ id }) => sameId(id, who.of))
    : typeof who === 'string' && who !== '';
  const databases = created(plan, `${account}/sqlDatabases`).map(({ id }) => id.replace('/sqlDatabases/', '/dbs/'));
  return [
    ...(created(plan, definitions).some(({ id }) => sameId(id, role))
      ? []
      : [broken(assignment, 'item-role', `${role} is no role of this plan`)]),
    ...(isThere
      ? []
      : [
          broken(
            assignment,
            'principal',
            `An item role is given to '${shown(who)}', which is no identity of this plan`,
          ),
        ]),
    ...(databases.some((id) => sameId(id, scope))
      ? []
      : [broken(assignment, 'role-scope', `An item role is given on ${scope}, which is no database of this plan`)]),
  ];
}
