import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HostedFunction } from '../functions.ts';
import { end, endJson } from './answers.ts';
import { type Key, type Keys, type KeyScope, sameName } from './keys.ts';

/** The name under which the API knows the master key. Source: azure-functions-host, KeysController. */
const masterName = '_master';

/**
 * The keys API: `/admin/host/{keys|functionkeys|systemkeys}[/NAME]` and `/admin/functions/FUNCTION/keys[/NAME]`. GET, POST (a new
 * value), PUT (a given one), DELETE.
 *
 * @param area The path's segments after `/admin`. @returns undefined when it is not about keys.
 */
export async function adminKeys(
  request: IncomingMessage,
  response: ServerResponse,
  area: string[],
  keys: Keys,
  functions: readonly HostedFunction[],
): Promise<ServerResponse | undefined> {
  const target = targetOf(area, functions);
  if (!target) return undefined;
  if (target === 'unknown') return end(response, 404);
  const { scope, name } = target;
  const self = `http://${request.headers.host ?? 'localhost'}/admin/${area.slice(0, scope === 'functionKeys' || scope === 'systemKeys' ? 2 : 3).join('/')}`;
  const link = (key: Key) => ({
    name: key.name,
    value: key.value,
    links: [{ rel: 'self', href: `${self}/${encodeURIComponent(key.name)}` }],
  });
  if (name === undefined) {
    if (request.method !== 'GET') return end(response, 405);
    const all = keys.list(scope).map(({ name, value }) => ({ name, value }));
    return endJson(response, { keys: all, links: [{ rel: 'self', href: self }] });
  }
  const isMaster = scope === 'systemKeys' && name.toLowerCase() === masterName;
  const master = () => ({ name: masterName, value: keys.master });
  switch (request.method) {
    case 'GET': {
      const key = isMaster ? master() : keys.list(scope).find((one) => sameName(one, name));
      return key ? endJson(response, link(key)) : end(response, 404);
    }
    case 'POST':
    case 'PUT': {
      const value = request.method === 'PUT' ? await givenValue(request, name) : undefined;
      if (value === 'bad') return end(response, 400);
      if (isMaster) return endJson(response, link({ ...keys.setMaster(value?.value), name: masterName }));
      const { key, isNew } = keys.set(scope, name, value?.value);
      if (!isNew) return endJson(response, link(key));
      const location = { location: link(key).links[0]?.href, 'content-type': 'application/json; charset=utf-8' };
      return end(response, 201, JSON.stringify(link(key)), location);
    }
    case 'DELETE':
      if (isMaster) return end(response, 400, 'Cannot delete System Key.');
      return end(response, keys.remove(scope, name) ? 204 : 404);
    default:
      return end(response, 405);
  }
}

function targetOf(area: string[], functions: readonly HostedFunction[]) {
  const [first, second = '', third, fourth, ...rest] = area;
  if (first === 'host' && rest.length === 0 && fourth === undefined) {
    const scopes: Record<string, KeyScope> = {
      keys: 'functionKeys',
      functionkeys: 'functionKeys',
      systemkeys: 'systemKeys',
    };
    const scope = scopes[second.toLowerCase()];
    return scope && { scope, name: third };
  }
  if (first !== 'functions' || third?.toLowerCase() !== 'keys' || rest.length > 0) return undefined;
  const one = functions.find(({ name }) => name.toLowerCase() === second.toLowerCase());
  return one ? { scope: { functionName: one.name }, name: fourth } : ('unknown' as const);
}

/** `{"name": …, "value": …}`; the name must be that of the path. */
async function givenValue(request: IncomingMessage, name: string): Promise<Key | 'bad'> {
  try {
    const given = JSON.parse(await text(request)) as Partial<Record<keyof Key, unknown>> | null;
    if (typeof given?.value !== 'string' || given.value === '') return 'bad';
    if (typeof given.name === 'string' && given.name.toLowerCase() !== name.toLowerCase()) return 'bad';
    return { name, value: given.value };
  } catch {
    return 'bad';
  }
}
