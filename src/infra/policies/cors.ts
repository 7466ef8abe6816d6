import { at, broken, created, listOf, property, shown, type Policy } from './policy.ts';

/** Browsers of other origins are let in by name, and only by HTTPS. */
export const cors: Policy = (plan) => [
  ...created(plan, 'Microsoft.Storage/storageAccounts/blobServices').flatMap((blobs) =>
    listOf(property(blobs, 'properties.cors.corsRules'))
      .map((rule) => listOf(at(rule, 'allowedOrigins')).map(shown))
      .filter((origins) => origins.length === 0 || !origins.every(isNamed))
      .map((origins) => broken(blobs, 'cors', `${blobs.name} lets in '${origins.join()}': name each origin`)),
  ),
  ...created(plan, 'Microsoft.Web/sites/config').flatMap((config) =>
    listOf(property(config, 'properties.cors.allowedOrigins'))
      .map(shown)
      .filter((origin) => !isNamed(origin))
      .map((origin) => broken(config, 'cors', `${config.name} lets in '${origin}': name each origin`)),
  ),
];

const isNamed = (origin: string) => /^https:\/\/[^*/]+$/.test(origin);
