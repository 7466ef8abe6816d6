import type { Operation } from '../operations.ts';
import { exampleOf, type Schemas } from './example.ts';

/** A command that calls the operation; what is in capitals is for the reader to fill in. */
export function curlOf(origin: string, method: string, path: string, operation: Operation, schemas: Schemas): string {
  const { parameters, requestBody, security } = operation;
  const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  const query = needed.map(({ name }) => `${name}=${toFillIn(name)}`).join('&');
  const address = origin + path.replace(/\{(\w+)\}/g, (_, name: string) => toFillIn(name));
  const lines = [
    `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}'${address}${query === '' ? '' : `?${query}`}'`,
    ...who(security),
    ...body(requestBody, schemas),
  ];
  return lines.join(' \\\n  ');
}

const toFillIn = (name: string) => name.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();

function who(security: Operation['security']): string[] {
  if (security.some((one) => 'functionKey' in one)) return [`-H "x-functions-key: $DOCSCORE_KEY"`];
  const role = security.map(({ token }) => token?.[0]).find((one) => one !== undefined);
  return role === undefined ? [] : [`-H "authorization: Bearer $(npx docscore token --role ${role})"`];
}

function body(requestBody: Operation['requestBody'], schemas: Schemas): string[] {
  const [[type, media] = []] = Object.entries(requestBody?.content ?? {});
  if (type === undefined || !media) return [];
  if (type !== 'application/json') return [`-H 'content-type: ${type}'`, '--data-binary @FILE'];
  const example = JSON.stringify(media.example ?? exampleOf(media.schema, schemas));
  return [`-H 'content-type: application/json'`, `-d '${example.replaceAll("'", String.raw`'\''`)}'`];
}
