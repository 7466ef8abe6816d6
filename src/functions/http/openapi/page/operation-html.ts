import type { JsonSchema } from '../json-schema.ts';
import type { Operation } from '../operations.ts';
import { curlOf } from './curl.ts';
import { exampleOf, refName, type Schemas } from './example.ts';
import { html, type Html } from './html.ts';
import { rulesHtml, schemaHtml, typeHtml } from './schema-html.ts';

export interface Shown {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** One operation: what it takes, what it answers, and a command that calls it. */
export function operationHtml({ method, path, operation }: Shown, origin: string, schemas: Schemas): Html {
  const { operationId, summary, security } = operation;
  return html`<details id="${operationId}">
    <summary>
      <span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code> <span>${summary}</span>
    </summary>
    <p class="who">${whoHtml(security)}</p>
    ${parametersHtml(operation)}${bodyHtml(operation, schemas)}
    <h4>Answers</h4>
    <dl>${Object.entries(operation.responses).map(([status, answer]) => answerHtml(status, answer as Answer))}</dl>
    <h4>Try</h4>
    <pre class="copy" tabindex="0">${curlOf(origin, method, path, operation, schemas)}</pre>
  </details>`;
}

function whoHtml(security: Operation['security']): Html {
  if (security.length === 0) return html`Anybody may ask.`;
  const role = security.map(({ token }) => token?.[0]).find((one) => one !== undefined);
  return role === undefined
    ? html`Needs a function key.`
    : html`Needs a token with the role <strong>${role}</strong>, or with one that includes it.`;
}

function parametersHtml({ parameters }: Operation): Html | undefined {
  if (parameters.length === 0) return undefined;
  const rows = parameters.map(
    (parameter) =>
      html`<tr>
        <th scope="row">
          <code>${parameter.name}</code>${parameter.required ? undefined : html` <small>optional</small>`}
        </th>
        <td>${parameter.in}</td>
        <td>${typeHtml(parameter.schema)}</td>
        <td>${parameter.description} ${rulesHtml(parameter.schema)}</td>
      </tr>`,
  );
  return html`<h4>Parameters</h4>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>In</th>
            <th>Type</th>
            <th>Rules</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

function bodyHtml({ requestBody }: Operation, schemas: Schemas): Html | undefined {
  if (!requestBody) return undefined;
  return html`<h4>Body</h4>
    ${Object.entries(requestBody.content).map(([type, { schema, example }]) => {
      const name = refName(schema);
      const sample = type === 'application/json' ? (example ?? exampleOf(schema, schemas)) : undefined;
      return html`<p><code>${type}</code></p>
        ${type === 'application/json' ? (name === undefined ? schemaHtml(schema) : html`<p>${typeHtml(schema)}</p>`) : undefined}
        ${sample === undefined ? undefined : html`<pre tabindex="0">${JSON.stringify(sample, undefined, 2)}</pre>`}`;
    })}`;
}

interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

const answerHtml = (status: string, { description, content = {} }: Answer) =>
  html`<dt><code>${status}</code></dt>
    <dd>
      ${description}${Object.entries(content).map(
        ([type, { schema }]) =>
          html` · <code>${type}</code> ${refName(schema) === undefined ? undefined : typeHtml(schema)}`,
      )}
    </dd>`;
