import type { Plan, PlannedResource } from '../plan/plan.ts';
import type { Problem } from '../problem.ts';
import { at, broken, created, isRecord, listOf, property, sameId, shown, type Policy } from './policy.ts';

const workspaces = 'Microsoft.OperationalInsights/workspaces';
const groups = 'Microsoft.Insights/actionGroups';

/** Alerts ask a workspace of this plan and tell somebody; so do budgets. */
export const monitoring: Policy = (plan) => [
  ...created(plan, 'Microsoft.Insights/scheduledQueryRules').flatMap((rule) => ruleProblems(plan, rule)),
  ...created(plan, groups).flatMap(groupProblems),
  ...created(plan, 'Microsoft.Insights/components')
    .filter((one) => !isIn(plan, workspaces, shown(property(one, 'properties.WorkspaceResourceId'))))
    .map((one) => broken(one, 'monitoring', `${one.name} writes to no workspace of this plan`)),
  ...created(plan, 'Microsoft.Insights/workbooks')
    .filter((one) => !isIn(plan, workspaces, shown(property(one, 'properties.sourceId'))))
    .map((one) => broken(one, 'monitoring', `The workbook reads no workspace of this plan`)),
  ...created(plan, 'Microsoft.Consumption/budgets').flatMap(budgetProblems),
];

const isIn = (plan: Plan, type: string, id: string) => created(plan, type).some((one) => sameId(one.id, id));

function ruleProblems(plan: Plan, rule: PlannedResource): Problem[] {
  const scopes = listOf(property(rule, 'properties.scopes')).map(shown);
  const tells = listOf(property(rule, 'properties.actions.actionGroups')).map(shown);
  const severity = property(rule, 'properties.severity');
  const [criterion] = listOf(property(rule, 'properties.criteria.allOf'));
  const rules: [boolean, string][] = [
    [
      scopes.length === 1 && scopes.every((id) => isIn(plan, workspaces, id)),
      `asks ${scopes.join() || 'nothing'}, which is no workspace of this plan`,
    ],
    [
      tells.length > 0 && tells.every((id) => isIn(plan, groups, id)),
      'tells nobody: it names no action group of this plan',
    ],
    [typeof severity === 'number' && severity >= 0 && severity <= 4, `has severity ${shown(severity)}, not 0 to 4`],
    [/^alert-[a-z]+(-[a-z]+)*-[a-z]+-(dev|prod)-[a-z\d]+$/.test(rule.name), 'has no name that says what it is for'],
    [
      minutes(property(rule, 'properties.windowSize')) >= minutes(property(rule, 'properties.evaluationFrequency')),
      'looks at less time than passes between two looks',
    ],
    [
      at(criterion, 'operator') === 'GreaterThan' &&
        at(criterion, 'threshold') === 0 &&
        at(criterion, 'timeAggregation') === 'Count',
      'does not alert on the first row that its query finds',
    ],
    [
      at(criterion, 'failingPeriods.numberOfEvaluationPeriods') === 1 &&
        at(criterion, 'failingPeriods.minFailingPeriodsToAlert') === 1,
      'waits for a second look',
    ],
  ];
  return rules.filter(([kept]) => !kept).map(([, message]) => broken(rule, 'alert', `${rule.name} ${message}`));
}

/** Of `PT15M` or `PT1H`. */
function minutes(duration: Parameters<typeof shown>[0]): number {
  const [, count, unit] = /^PT(\d+)([MH])$/.exec(shown(duration)) ?? [];
  return Number(count) * (unit === 'H' ? 60 : 1);
}

function groupProblems(group: PlannedResource): Problem[] {
  const receivers = listOf(property(group, 'properties.emailReceivers')).map((receiver) =>
    shown(at(receiver, 'emailAddress')),
  );
  const short = shown(property(group, 'properties.groupShortName'));
  return [
    ...(areAddresses(receivers)
      ? []
      : [broken(group, 'alert', `${group.name} sends mail to ${receivers.join() || 'nobody'}`)]),
    ...(short.length <= 12 ? [] : [broken(group, 'name', `groupShortName '${short}' is longer than 12 characters`)]),
  ];
}

function budgetProblems(budget: PlannedResource): Problem[] {
  const notifications = property(budget, 'properties.notifications');
  const all = isRecord(notifications) ? Object.values(notifications) : [];
  const useful =
    all.length > 0 &&
    all.every((one) => at(one, 'enabled') === true && areAddresses(listOf(at(one, 'contactEmails')).map(shown)));
  const timely = all.every((one) => inPercent(at(one, 'threshold')) && at(one, 'operator') === 'GreaterThan');
  const start = shown(property(budget, 'properties.timePeriod.startDate'));
  return [
    ...(useful ? [] : [broken(budget, 'budget', `${budget.name} tells nobody`)]),
    ...(timely
      ? []
      : [broken(budget, 'budget', `${budget.name} tells when it is too late: at 1 to 100 %, GreaterThan`)]),
    ...(/^20[2-4]\d-(0[1-9]|1[0-2])-01$/.test(start)
      ? []
      : [broken(budget, 'budget', `${budget.name} starts on ${start}; a budget starts on the first day of a month`)]),
  ];
}

const inPercent = (value: Parameters<typeof shown>[0]) => typeof value === 'number' && value >= 1 && value <= 100;

const areAddresses = (texts: readonly string[]) =>
  texts.length > 0 && texts.every((address) => /^[^@\s]+@[^@\s]+$/.test(address));
