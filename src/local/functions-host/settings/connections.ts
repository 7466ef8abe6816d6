import { setting, type Settings } from './expressions.ts';

/** How to reach a service: with the secret in a connection string, or at an address with the identity of the process. */
export type Connection = { connectionString: string } | { address: string };

/**
 * Finds the connection that a binding names: the setting `<name>` or `AzureWebJobs<name>`, else `<name>__<part>`.
 *
 * @param part The address of the identity form, for example `queueServiceUri`.
 * @throws Error that names the settings it looked for.
 */
export function connection(settings: Settings, name: string, part: string): Connection {
  const connectionString = setting(settings, `AzureWebJobs${name}`) ?? setting(settings, name);
  if (connectionString) return { connectionString };
  const address = setting(settings, `${name}__${part}`);
  if (address) return { address };
  throw new Error(`The connection '${name}' is not set: neither ${name} nor ${name}__${part}`);
}
