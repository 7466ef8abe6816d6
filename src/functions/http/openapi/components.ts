import type { z } from 'zod';
import * as documentViews from '../../../domain/document-view.ts';
import * as modelViews from '../../../domain/model-view.ts';
import * as correctionViews from '../../../domain/correction-view.ts';
import * as feedback from '../../../domain/feedback.ts';
import * as rolloutViews from '../../../domain/rollout-view.ts';
import * as ocr from '../../../domain/ocr.ts';
import * as operatorViews from '../../../domain/operator-view.ts';
import * as prediction from '../../../domain/prediction.ts';
import * as health from '../health.ts';
import type { Content, Route } from '../route.ts';
import { inputSchema, outputSchemas, refTo, type JsonSchema } from './json-schema.ts';

/** Where schemas are named after their exports; what stands elsewhere is named after its operation, or written out. */
const modules: readonly object[] = [
  correctionViews,
  feedback,
  rolloutViews,
  documentViews,
  operatorViews,
  modelViews,
  ocr,
  prediction,
  health,
];

export interface Components {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly answer: (schema: z.ZodType) => JsonSchema;
  readonly body: (schema: z.ZodType) => JsonSchema;
}

/** The schemas of all bodies and answers. */
export function componentsOf(routes: readonly Route[]): Components {
  const answers = namesOf(routes, 'Answer', ({ answers }) => Object.values(answers));
  const bodies = namesOf(routes, 'Body', ({ body }) => (body ? [body] : []));
  const exported = exports();
  const named = new Map([...exported, ...answers].map(([schema, name]) => [name, schema]));
  const schemas = { ...outputSchemas(named) };
  const bodyNames = new Map<z.ZodType, string>();
  for (const [schema, name] of bodies) {
    const free = answers.has(schema) ? `${name}Body` : name;
    schemas[free] = inputSchema(schema);
    bodyNames.set(schema, free);
  }
  const to = (names: ReadonlyMap<z.ZodType, string>) => (schema: z.ZodType) => ({
    $ref: refTo(names.get(schema) ?? ''),
  });
  return { schemas, answer: to(answers), body: to(bodyNames) };
}

function namesOf(routes: readonly Route[], suffix: string, contentsOf: (route: Route) => readonly Content[]) {
  const exported = exports();
  const names = new Map<z.ZodType, string>();
  for (const route of routes)
    for (const content of contentsOf(route))
      if (isSchema(content) && !names.has(content))
        names.set(content, exported.get(content) ?? `${pascal(route.name)}${suffix}`);
  return names;
}

function exports(): Map<z.ZodType, string> {
  const names = new Map<z.ZodType, string>();
  for (const module of modules)
    for (const [name, member] of Object.entries(module) as [string, unknown][])
      if (isSchema(member) && !names.has(member) && ![...names.values()].includes(name)) names.set(member, name);
  return names;
}

export const isSchema = (value: unknown): value is z.ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

const pascal = (name: string) => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
