import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type HostedFunction } from '../functions.ts';
import { manualCall } from '../triggers/manual.ts';
import { end, endJson } from './answers.ts';
import type { Authorise } from './auth.ts';
import type { RequestPath } from './path.ts';
import type { Serving } from './serving.ts';

/** The admin API: ping, status, the functions, and calling one by hand. */
export async function admin(
  request: IncomingMessage,
  response: ServerResponse,
  path: RequestPath,
  host: { serving: Serving; authorise: Authorise; instanceId: string },
): Promise<unknown> {
  const { serving, authorise } = host;
  const [, , area = '', name = '', rest] = path.decoded.toLowerCase().split('/');
  if (area === 'host' && name === 'ping') return end(response, 200, '', { 'cache-control': 'no-store, no-cache' });
  const access = authorise(request, path.query, 'admin');
  if (access === 'too-weak') return end(response, 403);
  if (access !== 'granted') return end(response, 401, '', { 'www-authenticate': 'Bearer' });
  if (area === 'host' && name === 'status') return endJson(response, hostStatus(serving, host.instanceId));
  if (area !== 'functions' || rest !== undefined) return end(response, 404);
  const origin = `http://${request.headers.host ?? 'localhost'}`;
  if (name === '')
    return endJson(
      response,
      serving.functions().map((one) => describe(one, origin)),
    );
  const one = serving.functions().find((candidate) => candidate.name.toLowerCase() === name);
  if (!one) return end(response, 404);
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
  const call = manualCall(one, input ?? '');
  if (!call || one.error !== undefined)
    return end(response, 400, one.error ?? `A function with the trigger ${one.trigger.type} cannot be called by hand`);
  void serving.invoker.invokeWithRetry(one, call, serving.stopping());
  return end(response, 202);
}

function hostStatus(serving: Serving, instanceId: string) {
  const error = serving.error();
  return {
    id: instanceId,
    state: error === undefined ? (serving.isReady() ? 'Running' : 'Initialized') : 'Error',
    version: '4.1045.0',
    versionDetails: '4.1045.0-docscore',
    instanceId,
    processUptime: Math.round(process.uptime() * 1000),
    functionAppContentEditingState: 'NotAllowed',
    ...(error !== undefined && { errors: [error] }),
  };
}

function describe(one: HostedFunction, origin: string) {
  const { name, scriptFile, trigger, bindings, disabled, retry, error, route } = one;
  const href = `${origin}/admin/functions/${name}`;
  return {
    name,
    script_href: `${origin}/admin/vfs/${scriptFile}`,
    config_href: null,
    href,
    invoke_url_template: route ? `${origin}/${route.pattern}` : null,
    language: 'node',
    config: {
      name,
      bindings: Object.entries(bindings).map(([key, binding]) => ({ ...binding, name: key })),
      ...(retry && { retry }),
    },
    isDisabled: disabled,
    isDirect: trigger.type === 'httpTrigger',
    ...(error !== undefined && { error }),
  };
}
