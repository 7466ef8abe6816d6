import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { MovableClock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';

/** The control endpoint of a local cloud, for tests and trials: what goes wrong, and what time it is. Azure has no such thing. */
export interface Control {
  readonly url: string;
  stop(): Promise<void>;
}

interface Controlled {
  readonly faults: Faults;
  readonly clock: MovableClock;
}

/**
 * `GET /faults`, `POST /faults` (a `Fault`; 201 `{id}`), `DELETE /faults/{id}`, `DELETE /faults` ·
 * `GET /clock`, `POST /clock` `{advanceMs}`. Anything else is 404, a bad body 400 with what is wrong in it.
 *
 * @param options.port 0: any that is free.
 */
export async function startControl({ port, ...controlled }: Controlled & { port: number }): Promise<Control> {
  const server = createServer((request, response) => {
    respond(request, controlled).then(
      ({ status, body }) => send(response, status, body),
      (error: unknown) => send(response, 400, { error: messageOf(error) }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

const Advance = z.strictObject({ advanceMs: z.int().min(0) });

async function respond(request: IncomingMessage, { faults, clock }: Controlled): Promise<Reply> {
  const [, room, id, ...rest] = (request.url ?? '').split('/');
  const time = () => ({ status: 200, body: { nowMs: clock.now(), now: new Date(clock.now()).toISOString() } });
  const known: Record<string, () => Reply | Promise<Reply>> = {
    'GET /faults': () => ({ status: 200, body: faults.inForce() }),
    'POST /faults': async () => ({ status: 201, body: { id: faults.add(await json(request)) } }),
    'DELETE /faults': () => {
      faults.clear();
      return { status: 204 };
    },
    'DELETE /faults/': () => ({ status: faults.remove(id ?? '') ? 204 : 404 }),
    'GET /clock': time,
    'POST /clock': async () => {
      clock.advance(Advance.parse(await json(request)).advanceMs);
      return time();
    },
  };
  const route = `${request.method ?? ''} /${room ?? ''}${id === undefined ? '' : '/'}`;
  const unknown = { status: 404, body: { error: `No ${route}. There is: ${Object.keys(known).join(', ')}` } };
  return rest.length > 0 ? unknown : ((await known[route]?.()) ?? unknown);
}

/** The body as it came; who takes it checks it. */
const json = async (request: IncomingMessage) => JSON.parse(await text(request)) as never;

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

const messageOf = (error: unknown) =>
  error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
