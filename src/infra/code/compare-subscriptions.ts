import type { PlannedResource } from '../plan/plan.ts';
import { broken, created, lastName, listOf, property, sameId, shown } from '../policies/policy.ts';
import type { Problem } from '../problem.ts';
import type { Sides } from './sides.ts';
import { functionOf } from './missing-functions.ts';

const subscriptions = 'Microsoft.EventGrid/systemTopics/eventSubscriptions';
const containers = 'Microsoft.Storage/storageAccounts/blobServices/containers';
const deadLetter = 'properties.deadLetterWithResourceIdentity.deadLetterDestination.properties';

/** Each function that Event Grid starts has a subscription, each subscription a function, and both lead where the plan has something. */
export function subscriptionProblems({ main, events, code }: Sides): Problem[] {
  const started = code.functions.filter(({ trigger }) => trigger === 'eventGrid');
  const understood = code.blobEvents.map(({ name }) => name);
  const all = created(events, subscriptions);
  const app = shown(main.outputs['liveAppName']);
  const lost = started.filter(({ name }) => !all.some((one) => functionOf(one) === name));
  return [
    ...lost.flatMap((one) =>
      all[0]
        ? [broken(all[0], 'missing-subscription', `No subscription delivers to ${one.name} (${one.file}:${one.line})`)]
        : [],
    ),
    ...all.flatMap((one) => {
      const to = shown(property(one, 'properties.destination.properties.resourceId'));
      const account = shown(property(one, `${deadLetter}.resourceId`));
      const container = shown(property(one, `${deadLetter}.blobContainerName`));
      const watched =
        /^\/blobServices\/default\/containers\/([^/]+)\/$/.exec(
          shown(property(one, 'properties.filter.subjectBeginsWith')),
        )?.[1] ?? '';
      const isThere = (name: string) =>
        created(main, containers).some(({ id }) => sameId(id, `${account}/blobServices/default/containers/${name}`));
      const rules: [boolean, string][] = [
        [
          started.some(({ name }) => name === functionOf(one)),
          `delivers to ${functionOf(one)}, which is no function that Event Grid starts`,
        ],
        [to.includes(`/sites/${app}/functions/`), `delivers to ${to}, not to the live app ${app}`],
        [isThere(container), `puts dead letters into ${container}, which is no container of the plan`],
        [
          code.blobContainers.some(({ name }) => name === container),
          `puts dead letters into ${container}, where no code looks`,
        ],
        [isThere(watched), `hears of '${watched}', which is no container of the plan`],
        [
          sameNames(heardBy(one), understood),
          `hears of ${heardBy(one).join(', ')}; the code understands ${understood.join(', ')}`,
        ],
        [
          property(one, 'properties.eventDeliverySchema') === 'EventGridSchema',
          'delivers in a schema that the trigger does not take: it is EventGridSchema',
        ],
        [
          property(one, 'properties.destination.properties.maxEventsPerBatch') === 1,
          'delivers more than one event at a time: the function takes one',
        ],
        [one.name.startsWith(`${shown(main.outputs['systemTopicName'])}/`), `belongs to no topic of the plan`],
      ];
      return rules
        .filter(([kept]) => !kept)
        .map(([, message]) => broken(one, 'subscription', `${lastName(one)} ${message}`));
    }),
  ];
}

/** Types of events that pass its filter. */
const heardBy = (subscription: PlannedResource) =>
  listOf(property(subscription, 'properties.filter.includedEventTypes')).map(shown);

const sameNames = (some: readonly string[], others: readonly string[]) =>
  some.toSorted().join() === others.toSorted().join();
