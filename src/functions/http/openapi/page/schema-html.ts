import type { JsonSchema } from '../json-schema.ts';
import { listOf, refName, type Schemas } from './example.ts';
import { html, type Html } from './html.ts';

/** A table of the members of an object, or what else the schema allows, in words. */
export function schemaHtml(schema: JsonSchema): Html {
  const options = listOf(schema['anyOf']) as readonly JsonSchema[];
  if (options.length > 0) return html`${options.map((option, index) => html`${orFrom(index)}${schemaHtml(option)}`)}`;
  const members = Object.entries((schema['properties'] ?? {}) as Schemas);
  if (members.length === 0) return html`<p>${typeHtml(schema)} ${rulesHtml(schema)}</p>`;
  const required = listOf(schema['required']);
  const { description } = schema;
  return html`${typeof description === 'string' ? html`<p>${description}</p>` : undefined}
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Type</th>
            <th>Rules</th>
          </tr>
        </thead>
        <tbody>
          ${members.map(([name, member]) => memberHtml(name, member, required.includes(name)))}
        </tbody>
      </table>
    </div>`;
}

const orFrom = (index: number) => (index === 0 ? undefined : html`<p class="or">or</p>`);

const memberHtml = (name: string, schema: JsonSchema, isRequired: boolean) =>
  html`<tr>
    <th scope="row"><code>${name}</code>${isRequired ? undefined : html` <small>optional</small>`}</th>
    <td>${typeHtml(schema)}</td>
    <td>${rulesHtml(schema)}</td>
  </tr>`;

/** `array of Word`, with a link to what has a name. */
export function typeHtml(schema: JsonSchema): Html {
  const name = refName(schema);
  if (name !== undefined) return html`<a href="#schema-${name}">${name}</a>`;
  const { type, items, anyOf, additionalProperties, format, properties } = schema;
  if (type === 'array') return html`array of ${typeHtml((items ?? {}) as JsonSchema)}`;
  const options = listOf(anyOf) as readonly JsonSchema[];
  if (options.length > 0)
    return html`${options.map((option, index) => html`${index === 0 ? '' : ' or '}${typeHtml(option)}`)}`;
  if (type === 'object' && properties) return html`{ ${Object.keys(properties).join(', ')} }`;
  if (type === 'object' && typeof additionalProperties === 'object')
    return html`object of ${typeHtml((additionalProperties ?? {}) as JsonSchema)}`;
  const kinds = Array.isArray(type) ? type.join(' or ') : typeof type === 'string' ? type : 'anything';
  return html`${typeof format === 'string' ? `${kinds} (${format})` : kinds}`;
}

const bounds: readonly (readonly [string, string])[] = [
  ['minimum', 'at least'],
  ['maximum', 'at most'],
  ['exclusiveMinimum', 'more than'],
  ['exclusiveMaximum', 'less than'],
  ['minLength', 'characters from'],
  ['maxLength', 'characters up to'],
  ['minItems', 'items from'],
  ['maxItems', 'items up to'],
  ['pattern', 'like'],
  ['default', 'default'],
  ['const', 'always'],
];

/** What it may be, beyond its type. */
export function rulesHtml(schema: JsonSchema): Html {
  const allowed = listOf(schema['enum']);
  const rules = bounds.flatMap(([name, words]) => {
    const value = schema[name];
    return value === undefined ? [] : [html`<li>${words} <code>${textOf(value)}</code></li>`];
  });
  const values = allowed.map((value, index) => html`${index === 0 ? '' : ' '}<code>${textOf(value)}</code>`);
  return html`${typeof schema['description'] === 'string' ? schema['description'] : undefined}
    <ul>
      ${allowed.length > 0 ? html`<li>one of ${values}</li>` : undefined}${rules}
    </ul>`;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
