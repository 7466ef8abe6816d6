import type { Plan, PlannedResource } from '../plan/plan.ts';
import type { CodeFacts } from './code-facts.ts';

/** What is compared: both plans of an environment, with `everythingOn`, and the code. */
export interface Sides {
  readonly main: Plan;
  readonly events: Plan;
  readonly code: CodeFacts;
}

/** An app of the plan: `live` serves, `candidate` only answers HTTP. */
export interface PlannedApp {
  readonly role: 'live' | 'candidate';
  readonly resource: PlannedResource;
}
