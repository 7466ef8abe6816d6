import { z } from 'zod';
import { AdvancedFilter } from './advanced-filter.ts';
import { Destination } from './destination.ts';
import type { Topic } from './topic.ts';

const SCHEMAS = ['EventGridSchema', 'CloudEventSchemaV1_0'] as const;

const valuesOf = (filter: AdvancedFilter) => ('values' in filter ? filter.values.length : 1);

const Filter = z.strictObject({
  /** Absent, or `All` in it: every type. */
  includedEventTypes: z.array(z.string().min(1)).min(1).optional(),
  subjectBeginsWith: z.string().default(''),
  subjectEndsWith: z.string().default(''),
  isSubjectCaseSensitive: z.boolean().default(false),
  enableAdvancedFilteringOnArrays: z.boolean().default(false),
  /** Each must pass. 25 filters and 25 values in all. Source: learn.microsoft.com/azure/event-grid/event-filtering */
  advancedFilters: z
    .array(AdvancedFilter)
    .max(25)
    .refine((filters) => filters.reduce((sum, filter) => sum + valuesOf(filter), 0) <= 25, {
      error: 'advancedFilters hold more than 25 values in all',
    })
    .default([]),
});

/** An event subscription, in the words of ARM's `eventSubscriptions`. Anything else in it is an error that names it. */
export const SubscriptionDescription = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9-]{3,64}$/),
  /** A custom topic by name. Default: the storage account's system topic. */
  topic: z.string().min(1).optional(),
  destination: Destination,
  filter: Filter.prefault({}),
  /** Default: the topic's input schema. */
  eventDeliverySchema: z.enum(SCHEMAS).optional(),
  /** Defaults and ranges as in the service. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
  retryPolicy: z
    .strictObject({
      maxDeliveryAttempts: z.int().min(1).max(30).default(30),
      eventTimeToLiveInMinutes: z.int().min(1).max(1440).default(1440),
    })
    .prefault({}),
  /** The blob container of undeliverable events; without one they are dropped. */
  deadLetterContainer: z.string().min(3).optional(),
});
export type SubscriptionDescription = z.input<typeof SubscriptionDescription>;
export type Subscription = z.output<typeof SubscriptionDescription> & {
  eventDeliverySchema: (typeof SCHEMAS)[number];
};

/**
 * @param topics The custom topics there are.
 * @throws Error that names the bad subscription and what is wrong in it.
 */
export function readSubscriptions(
  descriptions: readonly SubscriptionDescription[],
  topics: readonly Topic[],
): Subscription[] {
  const subscriptions = descriptions.map((description) => readSubscription(description, topics));
  const names = new Set<string>();
  for (const { name } of subscriptions) {
    if (names.has(name.toLowerCase())) throw new Error(`Two event subscriptions are called ${name}`);
    names.add(name.toLowerCase());
  }
  return subscriptions;
}

function readSubscription(description: SubscriptionDescription, topics: readonly Topic[]): Subscription {
  const { success, data, error } = SubscriptionDescription.safeParse(description);
  const fail = (why: string) => new Error(`Bad event subscription ${description.name}\n${why}`);
  if (!success) throw fail(z.prettifyError(error));
  const topic = topics.find(({ name }) => name === data.topic);
  if (data.topic !== undefined && topic === undefined) throw fail(`There is no topic ${data.topic}`);
  const inputSchema = topic?.inputSchema ?? 'EventGridSchema';
  const eventDeliverySchema = data.eventDeliverySchema ?? inputSchema;
  // Source: learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema, Event schema compatibility
  if (inputSchema === 'CloudEventSchemaV1_0' && eventDeliverySchema === 'EventGridSchema')
    throw fail(`Topic ${topic?.name ?? ''} takes CloudEventSchemaV1_0, which cannot be delivered as EventGridSchema`);
  return { ...data, eventDeliverySchema };
}
