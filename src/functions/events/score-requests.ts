import type { EventHubHandler } from '@azure/functions';
import type { Services } from '../../ports.ts';
import { logOf, traceparentOf } from '../log.ts';
import { receiveRequests } from '../stream/receive-requests.ts';

/** Hub `requests` ─► inbox ─► answer. Throws when a message cannot even be written; its retry policy never ends. */
export const scoreRequests =
  (services: Services): EventHubHandler<unknown[]> =>
  (messages, context) =>
    receiveRequests(services, messages, traceparentOf(context, services.random), logOf(context));
