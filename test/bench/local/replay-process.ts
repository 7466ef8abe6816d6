import { once } from 'node:events';
import { createServer, request as call, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * A static server that answers what another one answered: the first request of each method, path and page goes to the server whose port
 * is the argument; all later ones get the same bytes. It is the ceiling for a server that does real work. Prints its port.
 */
const upstream = `http://127.0.0.1:${process.argv[2] ?? ''}`;

interface Recorded {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** What tells the requests of one query apart. */
const pageHeaders = ['x-ms-cosmos-is-query-plan-request', 'x-ms-max-item-count', 'x-ms-continuation'];

const recorded = new Map<string, Promise<Recorded>>();

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const page = pageHeaders.map((name) => String(request.headers[name] ?? ''));
    const which = [request.method, request.url, ...page].join(' ');
    const answer = recorded.get(which) ?? forwarded(request, Buffer.concat(chunks));
    recorded.set(which, answer);
    void answer.then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
});

async function forwarded({ method = '', url = '', headers }: IncomingMessage, body: Buffer): Promise<Recorded> {
  const forward = call(`${upstream}${url}`, { method, headers });
  forward.end(body);
  const [answer] = (await once(forward, 'response')) as [IncomingMessage];
  const kept = answer.headers as Record<string, string>;
  for (const hop of ['connection', 'keep-alive', 'transfer-encoding']) Reflect.deleteProperty(kept, hop);
  return { status: answer.statusCode ?? 0, headers: kept, body: await buffer(answer) };
}

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
