import { HttpResponse, type HttpHandler, type HttpResponseInit } from '@azure/functions';
import { openApiDocument } from '../../src/functions/http/openapi/document.ts';
import type { Route } from '../../src/functions/http/route.ts';
import { routes } from '../../src/functions/http/routes.ts';
import type { Services } from '../../src/ports.ts';
import { answerChecker } from '../fixtures/answer-checker.ts';

type Answered = Awaited<ReturnType<HttpHandler>>;

/**
 * The answer of a handler of the table, as it is: tests in memory get their answers through this one.
 * @throws Error when the OpenAPI document does not say that the route answers so.
 */
export function asDocumented(
  handler: (services: Services) => HttpHandler,
  answered: Answered,
): Promise<HttpResponseInit> {
  const route = routes.find((one) => one.handler === handler);
  if (!route) throw new Error('No route has this handler');
  return asDocumentedOf(route, answered);
}

let checker: ReturnType<typeof answerChecker> | undefined;

/** The same for whoever knows the route. @throws Error when it is not documented. */
export async function asDocumentedOf({ method, route }: Pick<Route, 'method' | 'route'>, answered: Answered) {
  const answer = answered as HttpResponseInit;
  checker ??= answerChecker(openApiDocument(routes, { version: '0.0.0', manifests: [], defaultModel: '' }));
  const sent = new HttpResponse(answer);
  const { status, headers } = sent;
  const body = new Uint8Array(await sent.arrayBuffer());
  const path = `/${route.replace(/\{\*?\w+\}/g, 'x')}`;
  const mistake = checker(method, path, { status, contentType: headers.get('content-type') ?? '', body });
  if (mistake !== undefined) throw new Error(`Not as documented: ${mistake}`);
  return answer;
}
