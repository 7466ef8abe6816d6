import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { ModelParams, PredictAnswer } from '../../src/domain/model-view.ts';

const by = { model: 'incident', modelVersion: '1.0.0', slot: 'green' } as const;

const params: ModelParams = {
  ...by,
  fields: [
    { name: 'region', type: 'string', required: true, allowed: ['north', 'south'], example: 'north' },
    { name: 'month', type: 'integer', required: true, example: 6 },
    { name: 'hours', type: 'number', required: false, example: 0 },
  ],
  labels: ['resolved', 'unresolved'],
};

interface Instances {
  readonly instances: readonly Readonly<Record<string, unknown>>[];
}

/** docscore's scoring over a real socket, played: what is in the north is resolved; `east` is refused. */
export async function scoringServer() {
  const key = 'a-key';
  const asked: { url: string; body: Instances }[] = [];
  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const url = request.url ?? '';
    if (request.headers['x-functions-key'] !== key) return [401, {}];
    if (url.startsWith('/api/models/incident/params')) return [200, params];
    if (!url.startsWith('/api/models/incident/predict')) return [404, {}];
    const body = (await json(request)) as Instances;
    asked.push({ url, body });
    const bad = body.instances.findIndex(({ region }) => region === 'east');
    const detail = `/instances/${String(bad)}/region: "east" is not allowed; allowed: north, south`;
    if (bad >= 0) return [400, { type: 'about:blank', title: 'Not valid', status: 400, detail }];
    return [200, { ...by, predictions: body.instances.map(({ region }) => predictionOf(region === 'north', url)) }];
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...{ key, asked },
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const predictionOf = (isResolved: boolean, url: string): PredictAnswer['predictions'][number] => ({
  label: isResolved ? 'resolved' : 'unresolved',
  confidence: 0.9,
  probabilities: { resolved: isResolved ? 0.9 : 0.1, unresolved: isResolved ? 0.1 : 0.9 },
  ...(url.includes('explain=1') && { explanation: [{ feature: 'region=north', weight: isResolved ? 2.5 : -2.5 }] }),
  ...(url.includes('record=1') && { id: 'request:abc:0' }),
});
