import { dataActionsOf } from '../policies/item-roles.ts';
import { broken, created, property, sameId, shown } from '../policies/policy.ts';
import { isRuntimeValue } from '../plan/value.ts';
import type { Problem } from '../problem.ts';
import { placeOf, type Used } from './code-facts.ts';
import type { PlannedApp, Sides } from './sides.ts';
import { identityOf } from './compare-access.ts';

const account = 'Microsoft.DocumentDB/databaseAccounts';

/** What each app may do with items is what its code does: no action too few, none too many. */
export function itemAccessProblems({ main, code }: Sides, apps: readonly PlannedApp[]): Problem[] {
  return apps.flatMap(({ role, resource: app }) => {
    const assignments = created(main, `${account}/sqlRoleAssignments`).filter((assignment) => {
      const who = property(assignment, 'properties.principalId');
      return isRuntimeValue(who) && sameId(who.of, identityOf(app));
    });
    const definitions = created(main, `${account}/sqlRoleDefinitions`).filter(({ id }) =>
      assignments.some((assignment) => sameId(shown(property(assignment, 'properties.roleDefinitionId')), id)),
    );
    const metadata = { name: 'readMetadata', file: 'src/adapters/azure-clients.ts', line: 1 };
    const wanted = [metadata, ...code.itemActions, ...(role === 'live' ? code.triggerItemActions : [])];
    const given = definitions.flatMap(dataActionsOf).map(short);
    const [at = app] = definitions;
    return [
      ...lacking(wanted, given).map((one) =>
        broken(at, 'missing-item-action', `The ${role} app may not do ${one.name}, which ${placeOf(one)} does`),
      ),
      ...given
        .filter((action) => !wanted.some(({ name }) => name === action))
        .map((action) => broken(at, 'unused-item-action', `The ${role} app may do ${action}, which its code does not`)),
    ];
  });
}

function lacking(wanted: readonly Used[], given: readonly string[]): Used[] {
  const missing = wanted.filter(({ name }) => !given.includes(name));
  return missing.filter(({ name }, index) => missing.findIndex((other) => other.name === name) === index);
}

/** `items/read` of `Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/items/read`. */
const short = (action: string): string =>
  action.replace(`${account}/sqlDatabases/containers/`, '').replace(`${account}/`, '');
