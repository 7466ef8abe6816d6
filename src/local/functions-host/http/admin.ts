import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { HostedFunction } from '../functions.ts';
import { manualCall } from '../triggers/manual.ts';
import { adminHost, type AdminOptions } from './admin-host.ts';
import { adminKeys } from './admin-keys.ts';
import { end, endJson } from './answers.ts';
import type { RequestPath } from './path.ts';
import type { Serving } from './serving.ts';

/** The admin API: ping, status, drain, restart, keys, the functions, and calling one by hand. */
export async function admin(
  request: IncomingMessage,
  response: ServerResponse,
  path: RequestPath,
  options: AdminOptions,
): Promise<unknown> {
  const [first = '', second = '', ...rest] = path.decoded.split('/').slice(2).filter(Boolean);
  const [area, name] = [first.toLowerCase(), second.toLowerCase()];
  if (area === 'host' && name === 'ping')
    return /^(GET|POST)$/.test(request.method ?? '')
      ? end(response, 200, '', { 'cache-control': 'no-store, no-cache' })
      : end(response, 404);
  if (area === 'warmup' && request.method === 'GET') return end(response, 200);
  const access = options.authorise(request, path.query, 'admin');
  if (access === 'too-weak') return end(response, 403);
  if (access !== 'granted') return end(response, 401, '', { 'www-authenticate': 'Bearer' });
  // The files of an app are not reached over HTTP, neither here nor in a cloud that runs from a package.
  if (area === 'vfs' || area === 'zip') return end(response, 403);

  const { host, keys } = options;
  const functions = (host.serving() ?? (await host.whenServing()))?.functions() ?? [];
  const answered = await adminKeys(request, response, [area, second, ...rest], keys, functions);
  if (answered) return answered;
  if (area === 'host') return adminHost(request, response, [name, ...rest], options);
  if (area !== 'functions' || rest.length > 0) return end(response, 404);
  return adminFunctions(request, response, name, functions, host.serving());
}

function adminFunctions(
  request: IncomingMessage,
  response: ServerResponse,
  name: string,
  functions: readonly HostedFunction[],
  serving: Serving | undefined,
): unknown {
  const origin = `http://${request.headers.host ?? 'localhost'}`;
  if (name === '')
    return request.method === 'GET'
      ? endJson(
          response,
          functions.map((one) => describe(one, origin)),
        )
      : end(response, 404);
  const one = functions.find((candidate) => candidate.name.toLowerCase() === name);
  if (!one || !serving) return end(response, 404);
  if (request.method === 'POST') return invokeByHand(request, response, one, serving);
  return request.method === 'GET' ? endJson(response, describe(one, origin)) : end(response, 404);
}

/** `{"input": …}`: 202 and the call runs on; 415 not JSON by its type, 400 not JSON by its text or not possible. */
async function invokeByHand(request: IncomingMessage, response: ServerResponse, one: HostedFunction, serving: Serving) {
  if (!/^application\/(.*\+)?json/i.test(request.headers['content-type'] ?? '')) return end(response, 415);
  let input: unknown;
  try {
    ({ input } = JSON.parse(await text(request)) as { input?: unknown });
  } catch {
    return end(response, 400);
  }
  const call = one.error === undefined ? manualCall(one, input ?? '') : undefined;
  if (!call)
    return end(response, 400, one.error ?? `A function with the trigger ${one.trigger.type} cannot be called by hand`);
  void serving.invoker.invokeWithRetry(one, call, serving.stopping());
  return end(response, 202);
}

function describe(one: HostedFunction, origin: string) {
  const { name, scriptFile, trigger, bindings, disabled, retry, error, route } = one;
  return {
    name,
    script_root_path_href: `${origin}/admin/vfs/`,
    script_href: `${origin}/admin/vfs/${scriptFile}`,
    config_href: null,
    test_data_href: null,
    href: `${origin}/admin/functions/${name}`,
    invoke_url_template: route ? `${origin}/${route.pattern}` : null,
    language: 'node',
    config: {
      name,
      entryPoint: null,
      scriptFile,
      language: 'node',
      functionDirectory: '',
      bindings: Object.entries(bindings).map(([key, binding]) => ({ ...binding, name: key })),
      ...(retry && { retry }),
    },
    files: null,
    test_data: null,
    isDisabled: disabled,
    isDirect: trigger.type === 'httpTrigger',
    isProxy: false,
    ...(error !== undefined && { error }),
  };
}
