import { at, broken, created, listOf, property, shown } from '../policies/policy.ts';
import type { PlannedResource } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import type { CodeFacts } from './code-facts.ts';
import type { Sides } from './sides.ts';
import { unheardEvents } from './unheard-events.ts';

/** What the host of a function app, and the services by their diagnostics, write into the workspace. */
const tables = ['AppTraces', 'AppRequests', 'AzureMetrics'];

/** Queries of alerts and of the workbook ask for events that the code logs, and for functions that it has. */
export function alertProblems({ main, code }: Sides): Problem[] {
  const alerts = created(main, 'Microsoft.Insights/scheduledQueryRules').map((resource) => ({
    resource,
    queries: listOf(property(resource, 'properties.criteria.allOf')).map((one) => shown(at(one, 'query'))),
  }));
  const workbooks = created(main, 'Microsoft.Insights/workbooks').map((resource) => ({
    resource,
    queries: queriesOf(shown(property(resource, 'properties.serializedData'))),
  }));
  const unheard = unheardEvents(
    code,
    alerts.map(({ resource }) => resource),
    alerts.flatMap(({ queries }) => queries),
  );
  return [...unheard, ...[...alerts, ...workbooks].flatMap((one) => strangeNames(one, code))];
}

function strangeNames(
  { resource, queries }: { resource: PlannedResource; queries: readonly string[] },
  code: CodeFacts,
): Problem[] {
  return queries.flatMap((query) => [
    ...strangers(
      query,
      /event (?:==|in) ?\(?((?:"[^"]*"(?:, )?)+)/g,
      code.logEvents.map(({ name }) => name),
    ).map((name) => broken(resource, 'unknown-event', `${resource.name} asks for event '${name}', which no code logs`)),
    ...strangers(
      query,
      /OperationName (?:==|in) ?\(?((?:"[^"]*"(?:, )?)+)/g,
      code.functions.map(({ name }) => name),
    ).map((name) =>
      broken(resource, 'unknown-function', `${resource.name} asks for function '${name}', which is not there`),
    ),
    ...(tables.includes(query.split(' ')[0] ?? '')
      ? []
      : [
          broken(
            resource,
            'unknown-table',
            `${resource.name} asks ${query.split(' ')[0]}, which nobody writes; there are ${tables.join(', ')}`,
          ),
        ]),
  ]);
}

/** The quoted names in a part of a query that are not known. */
function strangers(query: string, part: RegExp, known: readonly string[]): string[] {
  const names = [...query.matchAll(part)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/"([^"]*)"/g)].map(([, name]) => name ?? ''),
  );
  return names.filter((name) => !known.includes(name));
}

function queriesOf(workbook: string): string[] {
  const { items } = JSON.parse(workbook) as { items: readonly { content: { query?: string } }[] };
  return items.flatMap(({ content }) => content.query ?? []);
}
