import type { PlannedResource } from '../plan/plan.ts';
import { broken } from '../policies/policy.ts';
import type { Problem } from '../problem.ts';
import { placeOf, type CodeFacts } from './code-facts.ts';

/** Warnings of which one alone, or many, are worth a mail. */
const warnings = ['dead-letter.taken', 'stage.waiting'];
/** What the host says, not the code. */
const hostSays = [
  'Message has reached MaxDequeueCount',
  'DeadLetteredCount',
  'between (500 .. 599)',
  'percentile(DurationMs',
];

/** Somebody is told of each error that the code logs, of each timer that fails, and of what only the platform sees. */
export function unheardEvents(
  code: CodeFacts,
  alerts: readonly PlannedResource[],
  queries: readonly string[],
): Problem[] {
  const [at] = alerts;
  if (at === undefined) return [];
  const isAsked = (text: string) => queries.some((query) => query.includes(text));
  const events = [...code.errorEvents, ...code.logEvents.filter(({ name }) => warnings.includes(name))];
  const timers = code.functions.filter(({ trigger }) => trigger === 'timer');
  return [
    ...events
      .filter(({ name }) => !isAsked(`"${name}"`))
      .map((one) => broken(at, 'unheard-event', `No alert asks for event '${one.name}', which ${placeOf(one)} logs`)),
    ...timers
      .filter(({ name }) => !queries.some((query) => query.includes(`"${name}"`) && query.includes('Success == false')))
      .map((one) => broken(at, 'unheard-event', `No alert asks whether ${one.name} (${placeOf(one)}) failed`)),
    ...hostSays
      .filter((text) => !isAsked(text))
      .map((text) => broken(at, 'unheard-event', `No alert asks for '${text}'`)),
  ];
}
