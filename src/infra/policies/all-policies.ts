import type { Plan } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { cors } from './cors.ts';
import { deadLetters } from './dead-letters.ts';
import { diagnostics } from './diagnostics.ts';
import { entrance } from './entrance.ts';
import { expectedValues } from './expected-values.ts';
import { federation } from './federation.ts';
import { flexConsumption } from './flex-consumption.ts';
import { identities } from './identities.ts';
import { itemRoles } from './item-roles.ts';
import { monitoring } from './monitoring.ts';
import { names } from './names.ts';
import { networkAccess } from './network-access.ts';
import { order } from './order.ts';
import type { Policy } from './policy.ts';
import { publishing } from './publishing.ts';
import { retention } from './retention.ts';
import { roles } from './roles.ts';
import { secrets } from './secrets.ts';
import { tagsAndPlaces } from './tags-and-places.ts';

/** By name, as `npm run infra:check` counts them. */
export const policies: Readonly<Record<string, Policy>> = {
  'expected-values': expectedValues,
  entrance,
  'basic-publishing': publishing,
  'network-access': networkAccess,
  'flex-consumption': flexConsumption,
  cors,
  identities,
  federation,
  roles,
  'item-roles': itemRoles,
  secrets,
  order,
  diagnostics,
  'dead-letters': deadLetters,
  monitoring,
  retention,
  names,
  'tags-and-places': tagsAndPlaces,
};

/** What breaks a rule of the house, or of Azure, among what would be created. */
export function policyProblems(plan: Plan): Problem[] {
  return Object.values(policies).flatMap((policy) => policy(plan));
}
