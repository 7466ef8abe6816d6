import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { MovableClock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { answer, ControlError, type Routes } from './routes.ts';
import { troubleRoutes } from './trouble-routes.ts';

/** The control endpoint of a local cloud, for tests, trials and rehearsals. Azure has no such thing; Resource Manager is what comes near. */
export interface Control {
  readonly url: string;
  /** Answers these too, from now on. */
  add(routes: Routes): void;
  stop(): Promise<void>;
}

interface Controlled {
  readonly faults: Faults;
  readonly clock: MovableClock;
}

/**
 * `GET /faults`, `POST /faults` (a `Fault`; 201 `{id}`), `DELETE /faults/{id}`, `DELETE /faults` ·
 * `GET /clock`, `POST /clock` `{advanceMs}` · what is added. Anything else is 404, a bad body 400 with what is wrong in it.
 * Web pages are refused: who may call it can run programs here.
 *
 * @param options.port 0: any that is free.
 */
export async function startControl({ port, ...controlled }: Controlled & { port: number }): Promise<Control> {
  let routes = troubleRoutes(controlled);
  const server = createServer((request, response) => {
    const replied = isWebPage(request) ? Promise.reject(notForPages()) : answer(request, routes);
    replied.then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) =>
        send(response, error instanceof ControlError ? error.status : 400, { error: messageOf(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (more) => void (routes = { ...routes, ...more }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A page says where it is from, or calls by a name that was turned to this machine. */
const isWebPage = ({ headers }: IncomingMessage) =>
  headers.origin !== undefined || !/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(headers.host ?? '');

const notForPages = () => new ControlError(403, 'The control endpoint is not for web pages');

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const messageOf = (error: unknown) =>
  error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
