import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../clock.ts';
import { type Approvals, approvalsOf } from './approvals.ts';
import { checkRoutes } from './checks.ts';
import { DevopsError } from './devops-error.ts';
import { directoryRoutes } from './directory.ts';
import { environmentRoutes } from './environments.ts';
import { type Directory, peopleOf } from './people.ts';
import { permissionRoutes } from './permissions.ts';
import { pipelineRoutes } from './pipelines.ts';
import { readRequest } from './request.ts';
import type { Route } from './route.ts';
import { findRoute } from './router.ts';
import { type Runs, runsOf } from './runs.ts';
import { endpointRoutes } from './service-endpoints.ts';
import { emptyState } from './state.ts';
import { variableGroupRoutes } from './variable-groups.ts';

export interface AzureDevopsOptions extends Directory {
  /** 0: a free one. */
  readonly port: number;
  readonly organisation: string;
  readonly project: string;
  readonly repository: string;
  /** Approvals time out by it. */
  readonly clock?: Clock;
  /** Number of the first run; 1 if not given. */
  readonly firstRun?: number;
}

export interface AzureDevops {
  /** Of the organisation; the project's name follows in each path. */
  readonly url: string;
  /** The token with which this person, or service identity, calls. */
  tokenOf(name: string): string;
  readonly runs: Runs;
  readonly approvals: Approvals;
  /** Every request that was to change something, in order: `POST docscore/_apis/pipelines`. */
  readonly writes: readonly string[];
  stop(): Promise<void>;
}

/**
 * The part of Azure DevOps that the bootstrap fills and a rehearsed release asks, behind its REST contract (api-version 7.1): service connections,
 * environments and their checks, variable groups, pipelines, permissions, approvals and runs. Kept in memory. What it does not know is a loud 404 or 400.
 *
 * How to read it: `router.ts`, `request.ts` the wire · one file per kind of resource, each with its `Route`s · `people.ts` who may call · `approvals.ts` who decides.
 *
 * @throws Error if the port is taken.
 */
export async function startAzureDevops(options: AzureDevopsOptions): Promise<AzureDevops> {
  const { port, organisation, project, repository, clock = systemClock, firstRun = 1 } = options;
  const people = peopleOf(options);
  const state = emptyState({ organisation, project, repository, people, clock });
  const runs = runsOf(state, firstRun);
  const approvals = approvalsOf(state);
  const routes: readonly Route[] = [
    ...directoryRoutes,
    ...endpointRoutes,
    ...environmentRoutes,
    ...variableGroupRoutes,
    ...approvals.routes,
    ...checkRoutes,
    ...permissionRoutes,
    ...pipelineRoutes,
    ...runs.routes,
  ];
  const writes: string[] = [];
  const answer = async (message: IncomingMessage) => {
    const request = await readRequest(message, people);
    const { route, parameters } = findRoute(routes, request, state);
    if (route.method !== 'GET') writes.push(`${request.method} ${request.segments.slice(1).join('/')}`);
    return route.handle({ ...request, parameters }, state);
  };
  const server = createServer((message, response) => {
    answer(message).then(
      (body) => send(response, body === undefined ? 204 : 200, body),
      (error: unknown) => {
        const known =
          error instanceof DevopsError ? error : new DevopsError(500, 'LocalAzureDevopsException', String(error));
        send(response, known.status, known.body());
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${organisation}`,
    tokenOf: (name) => people.tokenOf(name),
    runs,
    approvals,
    writes,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8; api-version=7.1',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
