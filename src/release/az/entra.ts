import { z } from 'zod';
import { guidOf } from '../guid-of.ts';

/** Runs `az` and reads its JSON. */
type Az = (args: readonly string[]) => Promise<unknown>;

interface Options {
  /** User-assigned identities by `<resource group>/<name>`, as bootstrap.bicep makes them. */
  readonly identities: readonly string[];
}

/**
 * What `az identity …` and `az rest` to Microsoft Graph answer about identities, what they trust, and app registrations; in memory. The bootstrap is rehearsed and tested with it.
 *
 * @returns Answers those commands. Anything else: an error that names it.
 */
export function entra({ identities }: Options): Az {
  const credentials = new Map<string, Record<string, unknown>[]>();
  const graph = openGraph();
  return (args) => {
    const words = args.filter((word, index) => !word.startsWith('--') && !(args[index - 1] ?? '').startsWith('--'));
    const option = (name: string) => {
      const at = args.indexOf(`--${name}`);
      const value = at < 0 ? undefined : args[at + 1];
      if (value === undefined || value === '')
        throw new Error(`az ${words.join(' ')}: the following arguments are required: --${name}`);
      return value;
    };
    return Promise.resolve(answer(words.join(' '), option));
  };

  function answer(command: string, option: (name: string) => string): unknown {
    switch (command) {
      case 'identity show':
        return identity(option('resource-group'), option('name'));
      case 'identity federated-credential list':
        return trusted(option);
      case 'identity federated-credential create':
        return trust(option);
      case 'identity federated-credential update':
        return trust(option);
      case 'rest':
        return graph(option('method'), option('url'), option);
      default:
        throw new Error(`az ${command}: not known to the stand-in`);
    }
  }

  function identity(resourceGroup: string, name: string) {
    if (!identities.includes(`${resourceGroup}/${name}`))
      throw new Error(
        `(ResourceNotFound) The identity '${name}' under resource group '${resourceGroup}' was not found.`,
      );
    return {
      name,
      resourceGroup,
      clientId: guidOf(`client ${resourceGroup}/${name}`),
      principalId: guidOf(`principal ${resourceGroup}/${name}`),
    };
  }

  function trusted(option: (name: string) => string) {
    const { name, resourceGroup } = identity(option('resource-group'), option('identity-name'));
    return credentials.get(`${resourceGroup}/${name}`) ?? [];
  }

  function trust(option: (name: string) => string) {
    const { name: of, resourceGroup } = identity(option('resource-group'), option('identity-name'));
    const name = option('name');
    const made = { name, issuer: option('issuer'), subject: option('subject'), audiences: [option('audiences')] };
    const others = (credentials.get(`${resourceGroup}/${of}`) ?? []).filter((one) => one['name'] !== name);
    credentials.set(`${resourceGroup}/${of}`, [...others, made]);
    return made;
  }
}

const Body = z.record(z.string(), z.unknown());

/** Collections by path; a filter is `<field> eq '<value>'`, or `identifierUris/any(u:u eq '<value>')`. */
function openGraph() {
  const collections = new Map<string, Record<string, unknown>[]>();
  return (method: string, url: string, option: (name: string) => string): unknown => {
    const { hostname, pathname, searchParams } = new URL(url);
    const path = pathname.replace('/v1.0/', '');
    if (hostname !== 'graph.microsoft.com' || !/^(applications|servicePrincipals)(\/|$)/.test(path))
      throw new Error(`az rest: ${method} ${url} is not known to the stand-in`);
    const there = collections.get(path) ?? [];
    if (method === 'GET') return { value: there.filter((one) => matches(one, searchParams.get('$filter'))) };
    const body = Body.parse(JSON.parse(option('body')));
    if (method === 'POST') {
      const key = `${path} ${there.length}`;
      const made = {
        ...body,
        id: guidOf(`id ${key}`),
        ...(path === 'applications' && { appId: guidOf(`app ${key}`) }),
      };
      collections.set(path, [...there, made]);
      return made;
    }
    const [collection = '', id] = path.split('/');
    const found = collections.get(collection)?.find((one) => one['id'] === id);
    if (method !== 'PATCH' || !found)
      throw new Error(`Not Found({"error":{"code":"Request_ResourceNotFound","message":"${path}"}})`);
    Object.assign(found, body);
    return undefined;
  };
}

function matches(one: Record<string, unknown>, filter: string | null): boolean {
  if (filter === null) return true;
  const [, uri] = /^identifierUris\/any\(u:u eq '(.*)'\)$/.exec(filter) ?? [];
  if (uri !== undefined) return Array.isArray(one['identifierUris']) && one['identifierUris'].includes(uri);
  const [, field = '', value] = /^(\w+) eq '(.*)'$/.exec(filter) ?? [];
  if (value === undefined) throw new Error(`az rest: the filter ${filter} is not known to the stand-in`);
  return one[field] === value;
}
