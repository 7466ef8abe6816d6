import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Documented {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** The part of an OpenAPI document that tests read. */
export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, Documented>> }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/**
 * Holds answers against the document: the status must be there, the content type too, and the body as its schema says, without a
 * member that the schema does not know.
 *
 * @returns What is wrong, in words; nothing when all is well.
 */
export function answerChecker(document: ApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'openapi', ...exact({ components: document.components }) }, undefined, undefined, false);
  const compiled = new Map<string, ValidateFunction>();
  const compile = (schema: object) => {
    const text = JSON.stringify(exact(schema)).replaceAll('"#/components/', '"openapi#/components/');
    const known = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
    compiled.set(text, known);
    return known;
  };
  return async (path: string, method: string, response: Response): Promise<string | undefined> => {
    const body = await response.text();
    const status = String(response.status);
    const answer = document.paths[path]?.[method.toLowerCase()]?.responses[status];
    const subject = `${method} ${path} ${status}`;
    if (!answer) return `${subject}: not in the document: ${body.slice(0, 200)}`;
    if (body === '') return undefined;
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    const media = answer.content?.[type];
    if (!media) return `${subject}: ${type} is not in the document`;
    if (!type.endsWith('json') || Object.keys(media.schema).length === 0) return undefined;
    const validate = compile(media.schema);
    return validate(JSON.parse(body)) ? undefined : `${subject}: ${ajv.errorsText(validate.errors)}`;
  };
}

/** Objects whose members are listed have no others: answers may grow, but what the code answers today stands there today. */
function exact<T>(value: T): T {
  if (Array.isArray(value)) return value.map((member: unknown) => exact(member)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, exact(member as unknown)]));
  const isClosed =
    members['type'] === 'object' && members['properties'] && members['additionalProperties'] === undefined;
  return (isClosed ? { ...members, unevaluatedProperties: false } : members) as T;
}
