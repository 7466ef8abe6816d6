import type { HttpHandler, HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { AppError, treatments } from '../../domain/errors.ts';
import type { Services } from '../../ports.ts';
import { logOf, traceparentOf } from '../log.ts';

/**
 * The one wrapper around an HTTP function. It answers always: in stream mode the cloud never ends a response whose handler
 * throws or returns nothing. Failures become RFC 9457 problem+json.
 */
export const onRequest =
  (
    services: Services,
    handle: (request: HttpRequest, context: InvocationContext) => Promise<HttpResponseInit>,
  ): HttpHandler =>
  async (request, context) => {
    try {
      const { headers, ...answer } = await handle(request, context);
      return { ...answer, headers: { ...safety, ...(headers as Record<string, string> | undefined) } };
    } catch (error) {
      const traceId = traceparentOf(context, services.random).split('-')[1] ?? '';
      if (error instanceof AppError) return problem(error, traceId);
      const detail = error instanceof Error ? error.stack : String(error);
      logOf(context).error({ event: 'request.failed', function: context.functionName, traceId, error: detail });
      return problem(undefined, traceId);
    }
  };

const safety = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cache-control': 'no-store',
};

/** @param error `undefined` for a defect, of which the caller learns the trace id only. */
function problem(error: AppError | undefined, traceId: string): HttpResponseInit {
  const { status, title } = error ? treatments[error.code] : { status: 500, title: 'Something broke' };
  const retryAfter = error?.retryAfterSeconds ?? (status === 503 || status === 429 ? 5 : undefined);
  return {
    status,
    headers: {
      ...safety,
      'content-type': 'application/problem+json',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
    },
    body: JSON.stringify({
      type: 'about:blank',
      title,
      status,
      code: error?.code ?? 'failed',
      detail: error?.message ?? 'The server failed; its log tells more under this trace id',
      next: error?.next,
      traceId,
    }),
  };
}
