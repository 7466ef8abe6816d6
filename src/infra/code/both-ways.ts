import type { PlannedResource } from '../plan/plan.ts';
import { broken } from '../policies/policy.ts';
import type { Problem } from '../problem.ts';
import { placeOf, type Used } from './code-facts.ts';

/** A name in the plan, and the resource that has it. */
export interface Planned {
  readonly name: string;
  readonly resource: PlannedResource;
}

interface Sides {
  /** `queue`, for messages. */
  readonly what: string;
  readonly code: readonly Used[];
  readonly plan: readonly Planned[];
  /** Where a missing one is shown when the plan has none of its kind. */
  readonly otherwise: PlannedResource;
}

/** What the code uses and the plan lacks, and what the plan has and no code uses. */
export function bothWays({ what, code, plan, otherwise }: Sides): Problem[] {
  const missing = code.filter(({ name }) => !plan.some((planned) => planned.name === name));
  const unused = plan.filter(({ name }) => !code.some((one) => one.name === name));
  return [
    ...missing.map((one) =>
      broken(
        plan[0]?.resource ?? otherwise,
        `missing-${what.replaceAll(' ', '-')}`,
        `The plan has no ${what} '${one.name}', which ${placeOf(one)} uses${plan.length > 0 ? `; it has ${plan.map(({ name }) => name).join(', ')}` : ''}`,
      ),
    ),
    ...unused.map(({ name, resource }) =>
      broken(
        resource,
        `unused-${what.replaceAll(' ', '-')}`,
        `No code uses ${what} '${name}'; used are ${code.map((one) => `${one.name} (${placeOf(one)})`).join(', ')}`,
      ),
    ),
  ];
}
