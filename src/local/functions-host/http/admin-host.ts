import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostname } from 'node:os';
import { end, endJson } from './answers.ts';
import type { Authorise } from './auth.ts';
import type { Keys } from './keys.ts';
import type { HostControl } from './serving.ts';

export interface AdminOptions {
  host: HostControl;
  keys: Keys;
  authorise: Authorise;
  instanceId: string;
}

/** `/admin/host/…` but for ping and keys. Source: azure-functions-host, WebJobs.Script.WebHost/Controllers/HostController.cs. */
export async function adminHost(
  request: IncomingMessage,
  response: ServerResponse,
  [name = '', second = '', ...rest]: string[],
  { host, instanceId }: AdminOptions,
): Promise<ServerResponse> {
  if (rest.length > 0) return end(response, 404);
  const { method = 'GET' } = request;
  const action = `${method === 'POST' ? 'POST' : method === 'GET' ? 'GET' : 'OTHER'} ${[name, second.toLowerCase()].filter(Boolean).join('/')}`;
  switch (action) {
    case 'GET status':
    case 'POST status':
      return endJson(response, statusOf(host, instanceId));
    case 'GET processes':
      return endJson(
        response,
        host
          .serving()
          ?.pool.pids()
          .map((processId) => ({ processId })) ?? [],
      );
    case 'POST restart':
      end(response, 200);
      void host.restart();
      return response;
    case 'POST synctriggers':
      return end(response, 204);
    case 'POST drain':
      host.drain();
      return end(response, 202);
    case 'GET drain/status':
      return endJson(response, host.drainStatus());
    case 'POST resume':
      if (host.state() !== 'Running') return end(response, 409);
      if (host.drainStatus().state !== 'Disabled') await host.restart();
      return endJson(response, { state: host.state() });
    default:
      return end(response, 404);
  }
}

function statusOf(host: HostControl, instanceId: string) {
  const errors = host.errors();
  return {
    id: instanceId,
    state: host.state(),
    version: '4.1045.0',
    versionDetails: '4.1045.0-docscore',
    platformVersion: '',
    instanceId,
    computerName: hostname(),
    processUptime: Math.round(process.uptime() * 1000),
    functionAppContentEditingState: 'NotAllowed',
    ...(errors.length > 0 && { errors }),
  };
}
