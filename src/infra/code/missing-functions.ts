import type { Plan, PlannedResource } from '../plan/plan.ts';
import { created, property, shown } from '../policies/policy.ts';

const subscriptions = 'Microsoft.EventGrid/systemTopics/eventSubscriptions';

/** The function to which a subscription delivers: the end of `…/sites/<app>/functions/<name>`. */
export function functionOf(subscription: PlannedResource): string {
  const id = shown(property(subscription, 'properties.destination.properties.resourceId'));
  return /\/functions\/([^/]+)$/.exec(id)?.[1] ?? id;
}

/**
 * Functions to which the subscriptions of a plan deliver, and which the app does not have. Azure refuses such a subscription: the code is
 * deployed first.
 *
 * @param functionNames What the app announces.
 */
export function missingFunctions(plan: Plan, functionNames: readonly string[]): string[] {
  return created(plan, subscriptions)
    .map(functionOf)
    .filter((name) => !functionNames.includes(name));
}
