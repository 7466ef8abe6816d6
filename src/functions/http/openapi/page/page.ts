import type { OpenApiDocument } from '../document.ts';
import type { Operation } from '../operations.ts';
import { html, type Html } from './html.ts';
import { operationHtml, type Shown } from './operation-html.ts';
import { schemaHtml } from './schema-html.ts';
import { style } from './style.ts';

/** The document as a page: no script, nothing from elsewhere. @param origin Where the commands call. */
export function pageOf(document: OpenApiDocument, origin: string): string {
  const { info, tags, components } = document;
  const shown = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]: [string, Operation]): Shown => ({ method, path, operation })),
  );
  const groups = tags
    .map((tag) => ({
      ...tag,
      id: idOf(tag.name),
      members: shown.filter(({ operation }) => operation.tags[0] === tag.name),
    }))
    .filter(({ members }) => members.length > 0);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${info.title} ${info.version}: HTTP interface</title>
        ${styleElement}
      </head>
      <body>
        <header>
          <h1>${info.title} <small>${info.version}</small></h1>
          <p>${info.description} The same as a document for programs: <code>GET /api/openapi.json</code>.</p>
          <nav aria-label="Groups">
            ${groups.map(({ id, name }) => html`<a href="#${id}">${name}</a> `)}<a href="#schemas">Schemas</a>
          </nav>
        </header>
        <main>
          ${groups.map(
            ({ id, name, description, members }) =>
              html`<section aria-labelledby="${id}">
                <h2 id="${id}">${name}</h2>
                <p>${description}.</p>
                ${members.map((one) => operationHtml(one, origin, components.schemas))}
              </section>`,
          )}
          <section aria-labelledby="schemas">
            <h2 id="schemas">Schemas</h2>
            ${Object.entries(components.schemas).map(
              ([name, schema]) =>
                html`<article id="schema-${name}">
                  <h3>${name}</h3>
                  ${schemaHtml(schema)}
                </article>`,
            )}
          </section>
        </main>
      </body>
    </html>`;
  return page.markup;
}

const idOf = (tag: string) => `tag-${tag.toLowerCase().replaceAll(' ', '-')}`;

/** The policy holds the hash of what stands between the tags: not a blank may come in. */
const styleElement: Html = { markup: `<style>${style}</style>` };
