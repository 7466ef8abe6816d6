import { z } from 'zod';
import type { CloudEvent, TopicEvent } from './cloud-event.ts';
import type { GridEvent } from './grid-event.ts';
import { topicId } from './topic.ts';
import type { Topic } from './topic.ts';

/** What a topic cannot take, with the answer that says so. */
export class PublishRefusal extends Error {
  readonly status: number;
  /** The code of the detail; that of the error follows from the status. */
  readonly detail: string;

  constructor(status: number, detail: string, message: string) {
    super(message);
    this.name = 'PublishRefusal';
    this.status = status;
    this.detail = detail;
  }
}

/** Source: learn.microsoft.com/azure/event-grid/event-schema. `topic` and the versions are stamped on if absent. */
const PublishedGridEvent = z.object({
  id: z.string().min(1),
  subject: z.string(),
  eventType: z.string().min(1),
  eventTime: z.iso.datetime({ offset: true, local: true }),
  data: z.unknown().optional(),
  dataVersion: z.string().default(''),
  metadataVersion: z.literal('1', { error: 'must be 1' }).default('1'),
  topic: z.string().optional(),
});

/** Source: github.com/cloudevents/spec/blob/v1.0/spec.md */
const PublishedCloudEvent = z.looseObject({
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  specversion: z.literal('1.0', { error: 'must be 1.0' }),
  subject: z.string().nullish(),
  time: z.iso.datetime({ offset: true }).nullish(),
});

const CLOUD_ONE = 'application/cloudevents+json';
const CLOUD_BATCH = 'application/cloudevents-batch+json';

/**
 * The events of a request's body, in the topic's own schema.
 *
 * @param contentType Without parameters.
 * @throws PublishRefusal 400 for a body that breaks the schema: none of its events is taken.
 */
export function readEvents(body: string, contentType: string, topic: Topic): TopicEvent[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw invalid(topic, `The body is no JSON: ${String(error)}`);
  }
  return topic.inputSchema === 'EventGridSchema' ? gridEvents(parsed, topic) : cloudEvents(parsed, contentType, topic);
}

function gridEvents(body: unknown, topic: Topic): GridEvent[] {
  if (!Array.isArray(body)) throw invalid(topic, 'Token Expected: StartArray');
  const id = topicId(topic.name);
  return (body as unknown[]).map((one) => {
    const { success, data: event, error } = PublishedGridEvent.safeParse(one);
    if (!success) throw invalid(topic, z.prettifyError(error));
    // The SDKs may send an empty one.
    if (event.topic && event.topic.toLowerCase() !== id.toLowerCase()) throw invalid(topic, `topic must be ${id}`);
    return { ...event, data: event.data ?? null, topic: id };
  });
}

function cloudEvents(body: unknown, contentType: string, topic: Topic): CloudEvent[] {
  if (contentType !== CLOUD_ONE && contentType !== CLOUD_BATCH)
    throw invalid(
      topic,
      `Content-Type must be ${CLOUD_ONE} or ${CLOUD_BATCH}; binary mode (ce- headers) is not supported`,
    );
  if ((contentType === CLOUD_BATCH) !== Array.isArray(body))
    throw invalid(topic, `${contentType} asks for ${contentType === CLOUD_BATCH ? 'an array' : 'one event'}`);
  return [body].flat().map((one) => {
    const { success, data, error } = PublishedCloudEvent.safeParse(one);
    if (!success) throw invalid(topic, z.prettifyError(error));
    return data as CloudEvent;
  });
}

const invalid = ({ inputSchema }: Topic, why: string) => {
  const schema = inputSchema === 'EventGridSchema' ? 'EventGridEvent' : 'CloudEventV10';
  return new PublishRefusal(
    400,
    'InputJsonInvalid',
    `This resource is configured to receive event in '${schema}' schema. The JSON received does not conform to the expected schema. ${why}`,
  );
};
