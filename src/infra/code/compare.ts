import type { Plan } from '../plan/plan.ts';
import { created, shown } from '../policies/policy.ts';
import type { Problem } from '../problem.ts';
import { accessProblems } from './compare-access.ts';
import { alertProblems } from './compare-alerts.ts';
import { itemAccessProblems } from './compare-item-access.ts';
import { outputProblems } from './compare-outputs.ts';
import { settingProblems } from './compare-settings.ts';
import { storeProblems } from './compare-stores.ts';
import { subscriptionProblems } from './compare-subscriptions.ts';
import type { PlannedApp, Sides } from './sides.ts';

/**
 * Where the plan and the code disagree: what one has and the other lacks.
 *
 * How to read it: `read-code.ts` what the code uses · `compare-*.ts` one kind each · `both-ways.ts` a list of names against another.
 */
export function codeProblems(sides: Sides): Problem[] {
  const apps = appsOf(sides.main);
  const [live] = apps;
  if (live === undefined) return outputProblems(sides); // by which the apps are found
  return [
    ...settingProblems(sides, apps),
    ...storeProblems(sides, live.resource),
    ...accessProblems(sides, apps),
    ...itemAccessProblems(sides, apps),
    ...subscriptionProblems(sides),
    ...alertProblems(sides),
    ...outputProblems(sides),
  ];
}

/** By the outputs that the release steps use, the live one first. */
function appsOf(main: Plan): PlannedApp[] {
  return (['live', 'candidate'] as const).flatMap((role) => {
    const name = shown(main.outputs[`${role}AppName`]);
    const resource = created(main, 'Microsoft.Web/sites').find((site) => site.name === name);
    return resource ? [{ role, resource }] : [];
  });
}
