import { z } from 'zod';
import { ScoreRequest } from '../../../domain/request.ts';
import type { Services } from '../../../ports.ts';
import { onRequest } from '../on-request.ts';

/** Made of what checks the messages themselves. Source of the dialect: json-schema.org/draft/2020-12 */
const schema = JSON.stringify({
  ...z.toJSONSchema(ScoreRequest, { target: 'draft-2020-12' }),
  title: 'A message of the hub requests',
});

/** `GET /api/schemas/request`: the JSON Schema of what the hub `requests` takes. */
export const getRequestSchema = (services: Services) =>
  onRequest(services, () => Promise.resolve({ headers: { 'content-type': 'application/schema+json' }, body: schema }));
