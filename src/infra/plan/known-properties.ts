import type { Item, ItemObject } from './item.ts';

/**
 * Properties that Azure fills in and that follow from the name alone (public cloud).
 * Everything else that a template reads from a resource and does not set itself is a run-time value.
 */
const known: Record<string, (name: string, body: ItemObject) => ItemObject> = {
  'microsoft.storage/storageaccounts': (name) => ({
    primaryEndpoints: Object.fromEntries(
      ['blob', 'queue', 'table', 'file', 'dfs'].map((service) => [
        service,
        `https://${name}.${service}.core.windows.net/`,
      ]),
    ),
  }),
  'microsoft.documentdb/databaseaccounts': (name) => ({ documentEndpoint: `https://${name}.documents.azure.com:443/` }),
  'microsoft.eventhub/namespaces': (name) => ({ serviceBusEndpoint: `https://${name}.servicebus.windows.net:443/` }),
  'microsoft.keyvault/vaults': (name) => ({ vaultUri: `https://${name}.vault.azure.net/` }),
  'microsoft.cognitiveservices/accounts': (name, body) => ({
    endpoint: `https://${customDomain(body) ?? name}.cognitiveservices.azure.com/`,
  }),
  'microsoft.web/sites': (name) => ({ defaultHostName: `${name}.azurewebsites.net` }),
  'microsoft.managedidentity/userassignedidentities': () => ({}),
};

/** @param steps behind `properties`. */
export function knownProperty(
  type: string,
  name: string,
  body: ItemObject,
  steps: readonly (string | number)[],
): Item | undefined {
  const properties = known[type.toLowerCase()]?.(name, body);
  let found: Item | undefined = properties;
  for (const step of steps)
    found = typeof found === 'object' && found !== null ? (found as ItemObject)[step] : undefined;
  return steps.length === 0 ? undefined : found;
}

function customDomain({ properties }: ItemObject): string | undefined {
  const domain =
    typeof properties === 'object' && properties !== null
      ? (properties as ItemObject)['customSubDomainName']
      : undefined;
  return typeof domain === 'string' ? domain : undefined;
}
