import { z } from 'zod';

/**
 * A custom topic, in the words of ARM's `Microsoft.EventGrid/topics`. Anything else in it is an error that names it.
 * Not supported: `inputSchema: CustomEventSchema` with its mapping.
 */
export const TopicDescription = z.strictObject({
  /** The service allows 3–50 letters, digits and hyphens. */
  name: z.string().regex(/^[A-Za-z0-9-]{3,50}$/),
  inputSchema: z.enum(['EventGridSchema', 'CloudEventSchemaV1_0']).default('EventGridSchema'),
});
export type Topic = z.output<typeof TopicDescription>;
export type TopicDescription = z.input<typeof TopicDescription>;

/** What the topic's events carry as `topic`: its resource id. */
export const topicId = (name: string): string =>
  `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.EventGrid/topics/${name}`;

/** A storage account's system topic has the account's own id. */
export const storageTopicId = (account: string): string =>
  `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.Storage/storageAccounts/${account}`;

/** @throws Error that names the bad topic and what is wrong in it. */
export function readTopic(description: TopicDescription): Topic {
  const { success, data, error } = TopicDescription.safeParse(description);
  if (!success) throw new Error(`Bad event topic ${description.name}\n${z.prettifyError(error)}`);
  return data;
}
