import { setting, type Settings } from './expressions.ts';

/** How to reach a service: with the secret in a connection string, or at an address with the identity of the process. */
export type Connection = { connectionString: string } | { address: string; clientId: string | undefined };

/** A setting that gives the address of the identity form, and how to read it. */
export interface AddressPart {
  /** What follows the double underscore, for example `queueServiceUri`. */
  part: string;
  /** Turns an account's name into the address; without it the value is the address. */
  toAddress?: (value: string) => string;
}

/**
 * Finds the connection that a binding names: the setting `AzureWebJobs<name>` or `<name>`, else the first `<name>__<part>`.
 *
 * @throws Error that names the settings it looked for.
 */
export function connection(settings: Settings, name: string, parts: readonly AddressPart[]): Connection {
  const connectionString = setting(settings, `AzureWebJobs${name}`) ?? setting(settings, name);
  if (connectionString) return { connectionString };
  for (const { part, toAddress = (value: string) => value } of parts) {
    const value = identitySetting(settings, name, part);
    if (value) return { address: toAddress(value), clientId: identitySetting(settings, name, 'clientId') };
  }
  const wanted = [name, ...parts.map(({ part }) => `${name}__${part}`)];
  throw new Error(`The connection '${name}' is not set: none of ${wanted.join(', ')}`);
}

function identitySetting(settings: Settings, name: string, part: string): string | undefined {
  return setting(settings, `AzureWebJobs${name}__${part}`) ?? setting(settings, `${name}__${part}`);
}

/** Source: learn.microsoft.com/azure/azure-functions/functions-reference, "Common properties for identity-based connections". */
export const addressParts = {
  blob: storageParts('blob'),
  queue: storageParts('queue'),
  cosmos: [{ part: 'accountEndpoint' }],
  eventHubs: [{ part: 'fullyQualifiedNamespace' }],
  eventGrid: [{ part: 'topicEndpointUri' }],
} as const satisfies Record<string, readonly AddressPart[]>;

function storageParts(service: 'blob' | 'queue'): readonly AddressPart[] {
  return [
    { part: `${service}ServiceUri` },
    { part: 'serviceUri' },
    { part: 'accountName', toAddress: (account) => `https://${account}.${service}.core.windows.net` },
  ];
}
