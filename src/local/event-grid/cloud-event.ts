import type { GridEvent } from './grid-event.ts';

/** An event in the CloudEvents 1.0 schema; extension attributes stand beside these. Source: learn.microsoft.com/azure/event-grid/cloud-event-schema */
export interface CloudEvent {
  id: string;
  source: string;
  type: string;
  specversion: '1.0';
  subject?: string | undefined;
  time?: string | undefined;
  data?: unknown;
  [extension: string]: unknown;
}

/** What a topic takes and a subscription holds: as it was published. */
export type TopicEvent = GridEvent | CloudEvent;

export const isCloudEvent = (event: TopicEvent): event is CloudEvent => 'specversion' in event;

/** The same event in the CloudEvents schema. Source: learn.microsoft.com/azure/event-grid/cloud-event-schema */
export function toCloudEvent(event: TopicEvent): CloudEvent {
  if (isCloudEvent(event)) return event;
  const { topic, eventType, eventTime, id, subject, data } = event;
  return { source: topic, subject, type: eventType, time: eventTime, id, data, specversion: '1.0' };
}
