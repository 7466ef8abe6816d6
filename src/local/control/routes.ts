import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** What the control endpoint answers: `GET /faults`, `DELETE /faults/{}`, `POST /apps/{}/stop`; the braces stand for a name or an id. */
export type Routes = Readonly<Record<string, (request: IncomingMessage, id: string) => Reply | Promise<Reply>>>;

/** An answer that is no success. */
export class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ControlError';
    this.status = status;
  }
}

/** The body as it came; who takes it checks it. @throws SyntaxError when it is not JSON. */
export const json = async (request: IncomingMessage): Promise<never> => JSON.parse(await text(request)) as never;

/** @throws ControlError 404 that says what there is. */
export async function answer(request: IncomingMessage, routes: Routes): Promise<Reply> {
  const [, room = '', id, ...rest] = (request.url ?? '').split('/');
  const route = `${request.method ?? ''} /${[room, ...(id === undefined ? [] : ['{}']), ...rest].join('/')}`;
  const reply = await routes[route]?.(request, decodeURIComponent(id ?? ''));
  if (!reply) throw new ControlError(404, `No ${route}. There is: ${Object.keys(routes).join(', ')}`);
  return reply;
}
