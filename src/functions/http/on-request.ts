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
      return { ...answer, headers: { ...safetyOf(request), ...(headers as Record<string, string> | undefined) } };
    } catch (error) {
      return failure(services, request, context, error);
    }
  };

/** The answer to a request that failed; a defect is logged. */
export function failure(
  { random }: Services,
  request: HttpRequest,
  context: InvocationContext,
  error: unknown,
): HttpResponseInit {
  const traceId = traceparentOf(context, random).split('-')[1] ?? '';
  if (error instanceof AppError) return problem(request, error, traceId);
  const detail = error instanceof Error ? error.stack : String(error);
  logOf(context).error({ event: 'request.failed', function: context.functionName, traceId, error: detail });
  return problem(request, undefined, traceId);
}

/** JSON as text, under its content type: the library would copy all headers once more to do the same. */
export function inText(init: HttpResponseInit): HttpResponseInit {
  const { headers, ...answer } = init;
  const jsonBody: unknown = init.jsonBody;
  if (jsonBody === undefined || jsonBody === null) return init;
  const named = headers as Record<string, string> | undefined;
  const typed = { 'content-type': 'application/json', ...named };
  return { ...answer, headers: typed, jsonBody: undefined, body: JSON.stringify(jsonBody) };
}

/** What host.json's customHeaders do not say already, on each answer. */
const safety = {
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cache-control': 'no-store',
};

/** RFC 6797, 7.2: over plain HTTP the header must not be sent. */
const safetyOf = ({ url }: HttpRequest): Record<string, string> =>
  url.startsWith('https:') ? { ...safety, 'strict-transport-security': 'max-age=31536000' } : safety;

/** @param error `undefined` for a defect, of which the caller learns the trace id only. */
function problem(request: HttpRequest, error: AppError | undefined, traceId: string): HttpResponseInit {
  const { status, title } = error ? treatments[error.code] : { status: 500, title: 'Something broke' };
  const retryAfter = error?.retryAfterSeconds ?? (status === 503 || status === 429 ? 5 : undefined);
  return {
    status,
    headers: {
      ...safetyOf(request),
      'content-type': 'application/problem+json',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    },
    body: JSON.stringify({
      type: 'about:blank',
      title,
      status,
      code: error?.code ?? 'failed',
      detail: error?.message ?? 'The server failed; its log tells more under this trace id',
      next: error?.next,
      errors: error?.errors,
      traceId,
    }),
  };
}
