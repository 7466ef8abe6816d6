import { z } from 'zod';
import type { Services } from '../../../ports.ts';
import type { Route } from '../route.ts';
import { currentDocument } from './current-document.ts';
import { getDocs } from './get-docs.ts';
import { getOpenApi } from './get-openapi.ts';

/** What tells of all other routes, and of itself. */
export function descriptionRoutes(others: readonly Route[]): readonly Route[] {
  const all: Route[] = [...others];
  const current = (services: Services) => currentDocument(services, all);
  const own: Route[] = [
    {
      name: 'get-openapi',
      method: 'GET',
      route: 'api/openapi.json',
      who: 'key',
      tag: 'Operations',
      summary: 'This document: OpenAPI 3.1 of every route, with what the served models take',
      answers: { 200: z.looseObject({ openapi: z.string() }), 304: { contentTypes: [] } },
      handler: (services) => getOpenApi(services, current(services)),
    },
    {
      name: 'get-docs',
      method: 'GET',
      route: 'api/docs',
      who: 'key',
      tag: 'Operations',
      summary: 'The same as a page for people',
      answers: { 200: { contentTypes: ['text/html'] } },
      handler: (services) => getDocs(services, current(services)),
    },
  ];
  all.push(...own);
  return own;
}
