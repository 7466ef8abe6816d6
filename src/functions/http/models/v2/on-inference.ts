import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { z } from 'zod';
import { AppError, treatments } from '../../../../domain/errors.ts';
import type { Services } from '../../../../ports.ts';
import { onRequest } from '../../on-request.ts';
import type { InferenceError } from './protocol.ts';

/** The wrapper whose failures read as the protocol wants them: `{"error": "…"}`. A defect stays a problem. */
export const onInference = (
  services: Services,
  handle: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
): HttpHandler =>
  onRequest(services, async (request, context) => {
    try {
      return await handle(request, context);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { status } = treatments[error.code];
      const retryAfter = status === 503 || status === 429 ? String(error.retryAfterSeconds ?? 5) : undefined;
      return {
        status,
        ...(retryAfter !== undefined && { headers: { 'retry-after': retryAfter } }),
        jsonBody: { error: textOf(error) } satisfies z.infer<typeof InferenceError>,
      };
    }
  });

/** All that is wrong, in one text: the protocol has no place for more. */
function textOf({ message, errors = [], next }: AppError): string {
  const others = errors.slice(1).map((one) => `${one.pointer}: ${one.message}`);
  return [message, ...others, ...(next === undefined ? [] : [next])].join('; ');
}
