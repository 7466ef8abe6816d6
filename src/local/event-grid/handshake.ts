import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { attributeHeaders, isRefused, ORIGIN } from './push.ts';
import type { Subscription } from './subscription.ts';
import { withinWindow } from './window.ts';

/**
 * What an endpoint says to the question whether it wants a subscription's events. `manual`: it may still agree by a GET of the
 * validation URL. `refused`: nothing listens there.
 */
export type Consent = 'given' | 'manual' | 'refused' | { denied: string };

export interface Handshake {
  subscription: Subscription;
  endpointUrl: string;
  /** Of the subscription's topic. */
  topic: string;
  /** What the endpoint gives back, or a person opens. */
  validationCode: string;
  validationUrl: string;
}

/** Asks an endpoint in the way of the subscription's schema. */
export async function shakeHands(handshake: Handshake, clock: Clock, cancelled: AbortSignal): Promise<Consent> {
  const window = withinWindow(clock, cancelled);
  const isCloud = handshake.subscription.eventDeliverySchema === 'CloudEventSchemaV1_0';
  try {
    const question = isCloud ? options(handshake) : validationEvent(handshake, clock);
    const response = await fetch(handshake.endpointUrl, { ...question, redirect: 'manual', signal: window.signal });
    const body = await response.text();
    return isCloud ? readOrigin(response) : readCode(response, body, handshake.validationCode);
  } catch (error) {
    if (window.isOver()) return { denied: 'it did not answer in 30 s' };
    return isRefused(error) ? 'refused' : { denied: `the connection broke (${reasonOf(error)})` };
  } finally {
    window.close();
  }
}

/** Source: learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema */
function validationEvent({ subscription, topic, validationCode, validationUrl }: Handshake, clock: Clock) {
  const event = {
    id: randomUUID(),
    topic,
    subject: '',
    data: { validationCode, validationUrl },
    eventType: 'Microsoft.EventGrid.SubscriptionValidationEvent',
    eventTime: new Date(clock.now()).toISOString(),
    metadataVersion: '1',
    dataVersion: '1',
  };
  const headers = {
    ...attributeHeaders(subscription),
    'content-type': 'application/json; charset=utf-8',
    'aeg-event-type': 'SubscriptionValidation',
    'aeg-subscription-name': subscription.name.toUpperCase(),
    'aeg-delivery-count': '0',
    'aeg-data-version': '1',
    'aeg-metadata-version': '1',
  };
  return { method: 'POST', headers, body: JSON.stringify([event]) };
}

/** 202 is no consent; 200 without the code leaves the validation URL. Same source. */
function readCode({ status }: Response, body: string, validationCode: string): Consent {
  if (status !== 200) return { denied: `it answered ${status}, not 200` };
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return 'manual';
  }
  // Letter case does not matter: the page's own samples answer `ValidationResponse`.
  const [, response] =
    Object.entries(Object(answer) as Record<string, unknown>).find(
      ([name]) => name.toLowerCase() === 'validationresponse',
    ) ?? [];
  if (response === undefined) return 'manual';
  return response === validationCode ? 'given' : { denied: 'its validationResponse is not the code' };
}

/** Source: learn.microsoft.com/azure/event-grid/end-point-validation-cloud-events-schema */
const options = ({ subscription, validationUrl }: Handshake) => ({
  method: 'OPTIONS',
  headers: {
    ...attributeHeaders(subscription),
    'webhook-request-origin': ORIGIN,
    'webhook-request-callback': validationUrl,
  },
});

/** Consent is the header alone, whatever the status; an endpoint that grants by callback withholds it. Same source. */
function readOrigin({ status, headers }: Response): Consent {
  const allowed = headers.get('webhook-allowed-origin');
  if (allowed === '*' || allowed?.toLowerCase() === ORIGIN) return 'given';
  if (allowed !== null) return { denied: `its WebHook-Allowed-Origin is ${allowed}` };
  return status < 300 ? 'manual' : { denied: `it answered OPTIONS with ${status} and no WebHook-Allowed-Origin` };
}

/** `fetch` hides what happened in the cause of its own error. */
const reasonOf = (error: unknown): string => String(error instanceof Error ? (error.cause ?? error) : error);
