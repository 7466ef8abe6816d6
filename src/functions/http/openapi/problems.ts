import type { z } from 'zod';
import { treatments, type ErrorCode } from '../../../domain/errors.ts';
import type { Route } from '../route.ts';
import type { Components } from './components.ts';
import { refTo, type JsonSchema } from './json-schema.ts';

/** RFC 9457, with docscore's members. */
export const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: [...Object.keys(treatments), 'failed'] },
    detail: { type: 'string', description: 'What went wrong, for a person' },
    next: { type: 'string', description: 'What to do about it' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'message'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer into the body, or into the object of the query' },
          message: { type: 'string' },
          allowed: { type: 'array', description: 'The values that are allowed there' },
        },
      },
    },
    traceId: { type: 'string', description: 'Under this id the log tells more' },
  },
};

interface Problem {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** What a route may answer when it does not do what was asked, by status. */
export function problemsOf(route: Route, components: Components): Record<string, Problem> {
  const { who, body, query, method, tag } = route;
  const codes: ErrorCode[] = ['too-many', 'unavailable'];
  if (who !== 'anonymous' && who !== 'key') codes.push('unauthorised', 'forbidden');
  if (body ?? query ?? route.route.includes('{')) codes.push('invalid', 'not-found');
  if (body) codes.push('too-large', 'unsupported');
  if (method !== 'GET' && tag !== 'Scoring') codes.push('conflict');
  if (route.idempotent === true) codes.push('conflict', 'reused');
  if (route.ifMatch === true) codes.push('changed');
  const content = { ...problemContent, ...(tag === 'Open Inference Protocol' && inferenceContent) };
  const problem = (description: string) => ({ description, content });
  const byStatus = codes.map((code) => [String(treatments[code].status), problem(treatments[code].title)] as const);
  return {
    ...Object.fromEntries(byStatus),
    ...(route.present && {
      412: { ...problem(treatments.changed.title), content: withPresent(components, route.present) },
    }),
    ...(who === 'key' && { 401: { description: 'No valid function key' } }),
    500: problem('Something broke'),
  };
}

/** Of who was slower: what stands there now, if anything does. */
const withPresent = ({ answer }: Components, present: z.ZodType) => ({
  'application/problem+json': {
    schema: { ...problemSchema, properties: { ...problemSchema.properties, present: answer(present) } },
  },
});

const problemContent = { 'application/problem+json': { schema: { $ref: refTo('Problem') } } };
const inferenceContent = { 'application/json': { schema: { $ref: refTo('InferenceError') } } };
