import type { Content, Route } from '../route.ts';
import { isSchema, type Components } from './components.ts';
import type { JsonSchema } from './json-schema.ts';
import { problemsOf } from './problems.ts';

export interface MediaType {
  readonly schema: JsonSchema;
  readonly example?: unknown;
}

/** What comes with a status. */
export interface Response {
  readonly description: string;
  readonly headers?: object;
  readonly content?: Readonly<Record<string, MediaType>>;
}

/**
 * All that a route may answer, by status. What the table names may share its status with a problem: a 503 of the handler that
 * says what is away, beside one of whoever answers in its place.
 */
export function responsesOf(route: Route, components: Components): Record<string, Response> {
  const problems = problemsOf(route, components);
  const answers = Object.entries(answersOf(route, components));
  const both = answers.map(([status, answer]) => [status, either(answer, problems[status])] as const);
  return { ...problems, ...Object.fromEntries(both) };
}

function either(answer: Response, problem: Response | undefined): Response {
  if (!problem?.content) return answer;
  const content: Record<string, MediaType> = { ...answer.content };
  for (const [type, other] of Object.entries(problem.content)) {
    const one = content[type];
    content[type] = one ? { schema: { anyOf: [one.schema, other.schema] } } : other;
  }
  return { ...answer, content };
}

const titles: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted',
  204: 'Nothing was left to do',
  304: 'As it was',
};

const location = { description: 'Where to look at it', schema: { type: 'string' } };

function answersOf({ answers }: Route, components: Components): Record<string, Response> {
  const described = Object.entries(answers).map(([status, content]) => {
    const types = mediaTypes(content, components.answer);
    const description = titles[Number(status)] ?? 'An answer';
    const headers = status === '202' ? { headers: { location } } : {};
    return [status, { description, ...headers, ...(Object.keys(types).length > 0 && { content: types }) }];
  });
  return Object.fromEntries(described) as Record<string, Response>;
}

/** A body by content type. */
export function mediaTypes(content: Content, refOf: Components['body']): Record<string, MediaType> {
  if (isSchema(content)) return { 'application/json': { schema: refOf(content) } };
  return Object.fromEntries(content.contentTypes.map((type) => [type, { schema: bytesOf(type) }]));
}

/** OpenAPI 3.1: bytes have no schema; text is a string. */
const bytesOf = (contentType: string): JsonSchema => (contentType.startsWith('text/') ? { type: 'string' } : {});
