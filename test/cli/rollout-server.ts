import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { HttpRequest } from '@azure/functions';
import { changeRollout } from '../../src/functions/http/rollout/change-rollout.ts';
import { getRollout } from '../../src/functions/http/rollout/get-rollout.ts';
import { replayModel } from '../../src/functions/http/rollout/replay-model.ts';
import type { aRolloutSystem } from '../functions/rollout/a-rollout-system.ts';

/** The real rollout functions over a real socket, for whoever has the token `a-token`. */
export async function rolloutServer({ ask }: Pick<ReturnType<typeof aRolloutSystem>, 'ask'>) {
  const requests: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const method = request.method ?? '';
    requests.push(`${method} ${url.pathname}`);
    const [, , , model = '', what] = url.pathname.split('/');
    if (request.headers.authorization !== 'Bearer a-token') {
      response.writeHead(401).end();
      return;
    }
    const body = await text(request);
    const handler = what === 'replay' ? replayModel : method === 'POST' ? changeRollout : getRollout;
    const ifMatch = request.headers['if-match'];
    const asked = new HttpRequest({
      ...{ method, url: url.href, params: { model }, query: Object.fromEntries(url.searchParams) },
      headers: { 'content-type': 'application/json', ...(ifMatch !== undefined && { 'if-match': ifMatch }) },
      ...(body !== '' && { body: { string: body } }),
    });
    const { status, body: said, headers } = await ask(handler, asked, 'release');
    response.writeHead(status, headers).end(JSON.stringify(said));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
