import type { Inbox } from '../domain/inbox.ts';
import type { Reason } from '../domain/job.ts';
import type { ModelAnswer } from '../domain/prediction.ts';
import type { Recorded } from '../domain/recorded.ts';
import type { RequestOutbox } from '../domain/request-outbox.ts';
import type { ScoreRequest } from '../domain/request.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { RequestWrite, Stored } from '../domain/stored.ts';
import { after } from './current.ts';
import { messageDigest, requestEventId } from './identity.ts';

interface Arrival {
  readonly now: Date;
  /** For how long it is the receiver's alone. */
  readonly leaseSeconds: number;
  readonly traceparent: string;
}

/** A request as it is written on arrival, claimed by whoever received it: the first attempt is his. */
export function newInbox(message: ScoreRequest, { now, leaseSeconds, traceparent }: Arrival): Inbox {
  const time = now.toISOString();
  return {
    schema: 1,
    id: 'inbox',
    type: 'inbox',
    requestId: message.id,
    digest: messageDigest(JSON.stringify(message)),
    message,
    state: 'running',
    attempts: 1,
    dueAt: after(now, leaseSeconds),
    traceparent,
    createdAt: time,
    updatedAt: time,
    ttl: -1,
  };
}

/** Takes what is due: nobody answered it, or its worker never came back. The attempt counts. */
export const claimRequest = (inbox: Inbox, now: Date, leaseSeconds: number): Inbox => ({
  ...inbox,
  state: 'running',
  attempts: inbox.attempts + 1,
  dueAt: after(now, leaseSeconds),
  updatedAt: now.toISOString(),
});

/** What a request was answered. */
export interface RequestAnswer {
  readonly instances?: readonly unknown[] | undefined;
  readonly document?: RunKey | undefined;
  readonly predictions: readonly ModelAnswer[];
}

/** The request has ended: answer and event in one batch, so that they can never disagree. */
export function scoreRequest({ item, etag }: Stored<Inbox>, answer: RequestAnswer, now: Date): RequestWrite[] {
  return [
    { replace: { ...endOf(item, now), state: 'scored' }, etag },
    { create: recordOf(item.requestId, answer, now) },
    { create: oweRequestEvent(item, answer, now) },
  ];
}

/** What feedback can name later. */
export function recordOf(requestId: string, { instances, document, predictions }: RequestAnswer, now: Date): Recorded {
  return {
    schema: 1,
    id: 'recorded',
    type: 'recorded',
    requestId,
    instances: instances && [...instances],
    document,
    predictions: [...predictions],
    createdAt: now.toISOString(),
  };
}

/** The request has ended without an answer; its dead letter says why. */
export const buryRequest = ({ item, etag }: Stored<Inbox>, reason: Reason, now: Date): RequestWrite[] => [
  { replace: { ...endOf(item, now), state: 'dead', reason }, etag },
];

/** Nothing is owed any more: the message goes, and Cosmos DB erases the rest after the container's 7 days. */
const endOf = (inbox: Inbox, now: Date): Inbox => ({
  ...inbox,
  message: undefined,
  dueAt: undefined,
  reason: undefined,
  ttl: undefined,
  updatedAt: now.toISOString(),
});

/** The event is made once, here: sending it again sends the same bytes. */
function oweRequestEvent({ requestId, traceparent }: Inbox, answer: RequestAnswer, now: Date): RequestOutbox {
  const time = now.toISOString();
  const { document, predictions } = answer;
  return {
    schema: 1,
    id: 'outbox',
    type: 'outbox',
    requestId,
    state: 'unpublished',
    createdAt: time,
    ttl: -1,
    event: {
      specversion: '1.0',
      id: requestEventId(requestId),
      source: 'docscore',
      type: 'docscore.request.scored.v1',
      subject: requestId,
      time,
      datacontenttype: 'application/json',
      traceparent,
      data: { schema: 1, requestId, document, predictions: [...predictions] },
    },
  };
}
