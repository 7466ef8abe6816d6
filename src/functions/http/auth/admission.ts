import type { HttpHandler } from '@azure/functions';
import type { Services } from '../../../ports.ts';
import { answerOnce } from '../idempotency/answer-once.ts';
import { rateLimit } from '../limits/rate-limit.ts';
import { failure, inText } from '../on-request.ts';
import type { Route } from '../route.ts';
import { noteCaller } from './caller.ts';
import { addressName, identify } from './identify.ts';

/**
 * Lets in to each route whoever the table says may, as often as the settings say; its handler then knows who calls (`callerOf`).
 * Who is refused counts by address. Health is not counted: whoever asks for it must not be told that all is broken.
 */
export function admission(services: Services): (route: Route) => HttpHandler {
  const count = rateLimit(services);
  return (route) => {
    const bare = route.handler(services);
    const handler = route.idempotent === true ? answerOnce(services, route, bare) : bare;
    const isCounted = !/\bhealth\//.test(route.route);
    return async (request, context) => {
      try {
        const caller = await identify(services, route.who, request).catch((error: unknown) => {
          if (isCounted) count(addressName(request));
          throw error;
        });
        if (isCounted) count(caller.name);
        noteCaller(context, caller);
      } catch (error) {
        return failure(services, request, context, error);
      }
      const answer = await handler(request, context);
      return 'jsonBody' in answer ? inText(answer) : answer;
    };
  };
}
