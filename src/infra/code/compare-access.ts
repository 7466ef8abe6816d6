import type { Plan, PlannedResource } from '../plan/plan.ts';
import { isRuntimeValue } from '../plan/value.ts';
import { settingsOf } from '../policies/identities.ts';
import { broken, created, isRecord, property, sameId, scopeOf, shown } from '../policies/policy.ts';
import { roleIdOf } from '../policies/roles.ts';
import type { Problem } from '../problem.ts';
import type { CodeFacts } from './code-facts.ts';
import type { PlannedApp, Sides } from './sides.ts';

/** A role on something, named by the end of its id: `containers/documents`. */
interface Access {
  readonly on: string;
  readonly role: string;
  readonly why: string;
}

/** Source of the ids: learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const role = {
  blobOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
  blobContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
  blobReader: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
  queueContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
  queueReader: '19e7f393-937e-4f77-808e-94535e297925',
  messageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
  hubSender: '2b629674-e913-4c01-ae53-ef4638d8f975',
  hubReceiver: 'a638d3c7-ab3a-418d-83e6-5f17a39d4fde',
  cognitiveUser: 'a97b65f3-24c7-4388-baec-2e87135dc908',
  metricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb',
};

/** What each app, the topic and the deployer may do is what they do: no role too few, none too many. */
export function accessProblems({ main, code }: Sides, apps: readonly PlannedApp[]): Problem[] {
  const topic = created(main, 'Microsoft.EventGrid/systemTopics')[0];
  const deployer = main.resources.find(
    ({ type, existing }) => existing && type === 'Microsoft.ManagedIdentity/userAssignedIdentities',
  );
  return [
    ...apps.flatMap((app) =>
      compare(main, identityOf(app.resource), `The ${app.role} app`, neededBy(main, code, app), app.resource),
    ),
    ...(topic
      ? compare(
          main,
          topic.id,
          "Event Grid's topic",
          [{ on: 'containers/deadletter', role: role.blobContributor, why: 'it writes dead letters' }],
          topic,
        )
      : []),
    ...(deployer
      ? compare(
          main,
          deployer.id,
          'Who releases',
          ['models', 'releases'].map((name) => ({
            on: `containers/${name}`,
            role: role.blobContributor,
            why: 'a release registers models and keeps packages',
          })),
          deployer,
        )
      : []),
  ];
}

/** The identity that an app has. */
export function identityOf(app: PlannedResource): string {
  const assigned = property(app, 'identity.userAssignedIdentities');
  return isRecord(assigned) ? (Object.keys(assigned)[0] ?? '') : '';
}

function neededBy(main: Plan, code: CodeFacts, { role: kind, resource }: PlannedApp): Access[] {
  const hostAccount = shown(settingsOf(main, resource)?.settings['AzureWebJobsStorage__accountName']);
  const on = (type: string, name: string, id: string, why: string): Access => ({
    on: `${type}/${name}`,
    role: id,
    why,
  });
  const queues = code.queues.map(({ name }) => name);
  const consumes = kind === 'live';
  const receiving = code.functions.flatMap(({ hub }) => hub ?? []);
  return [
    ...code.blobContainers.map(({ name }) =>
      on(
        'containers',
        name,
        name === 'models' ? role.blobReader : role.blobContributor,
        name === 'models' ? 'the app loads models' : 'the app reads and writes blobs there',
      ),
    ),
    ...(consumes
      ? [
          ...queues.map((name) =>
            on('queues', name, role.queueContributor, 'its trigger takes messages, and hides and deletes them'),
          ),
          ...queues.map((name) =>
            on('queues', `${name}-poison`, role.messageSender, 'the host puts poison messages there'),
          ),
          ...receiving.map((name) => on('eventhubs', name, role.hubReceiver, 'its trigger reads the hub')),
        ]
      : queues.flatMap((name) => [
          on('queues', name, role.messageSender, 'uploads put messages there'),
          on('queues', name, role.queueReader, 'the ready check asks for it'),
        ])),
    ...code.sendingHubs.map(({ name }) => on('eventhubs', name, role.hubSender, 'the app publishes there')),
    ...created(main, 'Microsoft.Insights/components').map(({ name }) =>
      on('components', name, role.metricsPublisher, 'telemetry goes there'),
    ),
    ...created(main, 'Microsoft.CognitiveServices/accounts').map(({ name }) =>
      on('accounts', name, role.cognitiveUser, 'it reads the pages'),
    ),
    on('storageAccounts', hostAccount, role.blobOwner, 'its host keeps locks, timers and the package there'),
  ];
}

function compare(
  main: Plan,
  principal: string,
  who: string,
  wanted: readonly Access[],
  otherwise: PlannedResource,
): Problem[] {
  const given = created(main, 'Microsoft.Authorization/roleAssignments').filter((assignment) => {
    const id = property(assignment, 'properties.principalId');
    return isRuntimeValue(id) && sameId(id.of, principal);
  });
  const isFor = (assignment: PlannedResource, access: Access) =>
    roleIdOf(assignment) === access.role && ends(scopeOf(assignment), access.on);
  const like = (access: Access) =>
    given.find((one) => ends(scopeOf(one), access.on)) ??
    given.find((one) => roleIdOf(one) === access.role) ??
    otherwise;
  return [
    ...wanted
      .filter((access) => !given.some((one) => isFor(one, access)))
      .map((access) =>
        broken(like(access), 'missing-role', `${who} has no role ${access.role} on ${access.on}: ${access.why}`),
      ),
    ...given
      .filter((one) => !wanted.some((access) => isFor(one, access)))
      .map((one) =>
        broken(
          one,
          'unused-role',
          `${who} does not need role ${roleIdOf(one)} on ${shown(scopeOf(one).split('/').slice(-2).join('/'))}`,
        ),
      ),
  ];
}

const ends = (id: string, end: string): boolean => id.toLowerCase().endsWith(`/${end.toLowerCase()}`);
