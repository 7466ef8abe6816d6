import { z } from 'zod';
import type { GridEvent } from './grid-event.ts';

/** An event subscription, in the words of its Bicep resource. Anything else in it is an error that names it. */
export const Subscription = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9-]{3,64}$/),
  /** Which function's webhook the events go to. */
  functionName: z.string().min(1),
  includedEventTypes: z.array(z.string()).min(1),
  /** As in the service, letter case does not matter. */
  subjectBeginsWith: z.string().default(''),
  subjectEndsWith: z.string().default(''),
  /** Defaults and ranges as in the service. Source: learn.microsoft.com/azure/event-grid/delivery-and-retry */
  retryPolicy: z
    .strictObject({
      maxDeliveryAttempts: z.int().min(1).max(30).default(30),
      eventTimeToLiveInMinutes: z.int().min(1).max(1440).default(1440),
    })
    .prefault({}),
  /** The blob container of undeliverable events. */
  deadLetterContainer: z.string().min(3),
});
export type Subscription = z.output<typeof Subscription>;
export type SubscriptionDescription = z.input<typeof Subscription>;

/** @throws Error that names the bad subscription and what is wrong in it. */
export function readSubscription(description: SubscriptionDescription): Subscription {
  const { success, data, error } = Subscription.safeParse(description);
  if (!success) throw new Error(`Bad event subscription ${description.name}\n${z.prettifyError(error)}`);
  return data;
}

export function wants(subscription: Subscription, { eventType, subject }: GridEvent): boolean {
  const lower = subject.toLowerCase();
  return (
    subscription.includedEventTypes.includes(eventType) &&
    lower.startsWith(subscription.subjectBeginsWith.toLowerCase()) &&
    lower.endsWith(subscription.subjectEndsWith.toLowerCase())
  );
}
