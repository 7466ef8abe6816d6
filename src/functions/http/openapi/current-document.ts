import type { Manifest } from '../../../domain/manifest.ts';
import { digestOf } from '../../../jobs/digest.ts';
import type { Services } from '../../../ports.ts';
import type { Route } from '../route.ts';
import { openApiDocument, type OpenApiDocument } from './document.ts';

export interface CurrentDocument {
  readonly document: OpenApiDocument;
  readonly json: string;
  /** The same for the same document. */
  readonly etag: string;
}

/** The document as it is for what is green now; made anew when that changes. A model that cannot be looked up is left out. */
export function currentDocument(services: Services, routes: readonly Route[]): () => Promise<CurrentDocument> {
  let last: { readonly of: string; readonly current: CurrentDocument } | undefined;
  return async () => {
    const manifests = await servedManifests(services);
    const of = manifests.map(({ model, modelVersion }) => `${model} ${modelVersion}`).join();
    if (last?.of !== of) {
      const { build, defaultModel } = services;
      const document = openApiDocument(routes, { version: build.version, manifests, defaultModel });
      const json = JSON.stringify(document);
      last = { of, current: { document, json, etag: `"${digestOf(json).slice(0, 32)}"` } };
    }
    return last.current;
  };
}

async function servedManifests({ rollouts, registry }: Services): Promise<Manifest[]> {
  const found = await Promise.all(
    (await rollouts.list()).map(({ model, green }) =>
      registry.manifest(model, green.modelVersion).catch(() => undefined),
    ),
  );
  return found
    .filter((manifest) => manifest?.reads.instances === true)
    .filter((manifest) => manifest !== undefined)
    .sort((a, b) => (a.model < b.model ? -1 : 1));
}
