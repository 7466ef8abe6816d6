import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { GridEvent } from '../../../src/local/event-grid/grid-event.ts';

interface Received {
  event: GridEvent;
  headers: IncomingHttpHeaders;
}

/** A real HTTP server in the place of a function's webhook. */
export interface Webhook {
  readonly url: string;
  /** What came, in order. */
  readonly received: Received[];
  /** The status of the next answers; `reset` breaks the connection, `validate` agrees to get events, `die` is the process's end. */
  answer: number | 'reset' | 'validate' | 'die';
  /** Resolves when `count` requests have come in all. */
  until(count: number): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

export async function startWebhook(): Promise<Webhook> {
  const received: Received[] = [];
  const arrivals = new EventEmitter<{ arrival: [] }>();
  let port = 0;
  let server: Server;
  const webhook: Webhook = {
    get url() {
      return `http://127.0.0.1:${port}/runtime/webhooks/eventgrid?functionName=receive-document&code=key`;
    },
    received,
    answer: 202,
    async until(count) {
      while (received.length < count) await once(arrivals, 'arrival');
    },
    async listen() {
      server = createServer((request, response) => {
        void text(request).then((body) => {
          const [event] = JSON.parse(body) as [GridEvent];
          received.push({ event, headers: request.headers });
          arrivals.emit('arrival');
          if (webhook.answer === 'reset') request.socket.resetAndDestroy();
          else if (webhook.answer === 'die') void webhook.close();
          else if (webhook.answer === 'validate')
            response.end(
              JSON.stringify({
                validationResponse: (Object(event.data) as { validationCode?: unknown }).validationCode,
              }),
            );
          else response.writeHead(webhook.answer).end();
        });
      });
      await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
      ({ port } = server.address() as AddressInfo);
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  await webhook.listen();
  return webhook;
}
