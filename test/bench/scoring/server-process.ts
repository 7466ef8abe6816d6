/** One of the servers that `scoring.ts` compares, in a process of its own: tells its port, ends with its parent. argv: server, model. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Manifest } from '../../../src/domain/manifest.ts';
import type { Row } from '../../../src/domain/row.ts';
import { compileGraph } from '../../../src/models/evaluators/compile.ts';
import { tokensOf } from '../../../src/pipeline/preprocess.ts';
import { answer } from '../../../src/pipeline/score.ts';
import { feedsOf } from '../../../src/adapters/models/feeds.ts';
import { shippedGraph } from './cases.ts';

interface Body {
  instances: Record<string, string | number>[];
}

type Score = (rows: readonly Row[]) => ArrayLike<number> | Promise<ArrayLike<number>>;

const [, , server, model = ''] = process.argv;
const { manifest, graph } = shippedGraph(model);
const { modelVersion } = manifest;

/** The same work in both: rows, probabilities, answers. What a caller sends is taken as it comes. */
async function predict({ instances }: Body, score: Score) {
  const values = await score(instances.map(rowOf(manifest)));
  const { length } = manifest.signature.labels;
  const predictions = instances.map((_, index) =>
    answer(
      manifest,
      Array.from({ length }, (_, label) => values[index * length + label] ?? NaN),
    ),
  );
  return { model, modelVersion, slot: 'green', predictions };
}

const rowOf = ({ signature }: Manifest) =>
  signature.inputs.some(({ name }) => name === 'tokens')
    ? ({ text }: Record<string, string | number>): Row => ({ tokens: tokensOf(String(text)) })
    : (values: Record<string, string | number>): Row => values;

/** The least that an HTTP server can do, with the evaluator that docscore has. */
async function plain(): Promise<number> {
  const evaluator = compileGraph(manifest, graph);
  if (!evaluator) throw new Error(`${model} has no compiled evaluator`);
  const read = async (request: IncomingMessage) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return JSON.parse(Buffer.concat(chunks).toString()) as Body;
  };
  const listener = createServer((request, response) => {
    void read(request)
      .then((body) => predict(body, (rows) => evaluator.score(rows)))
      .then((said) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said)));
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return (listener.address() as AddressInfo).port;
}

/** What a Node developer would write. */
async function fastifyWithOrt(): Promise<number> {
  const session = await InferenceSession.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const score = async (rows: readonly Row[]) => {
    const { probabilities } = await session.run(feedsOf(manifest.signature.inputs, rows, Tensor));
    return probabilities?.data as Float32Array;
  };
  const app = fastify();
  app.post<{ Body: Body }>('/api/models/:model/predict', ({ body }) => predict(body, score));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

process.on('disconnect', () => process.exit());
process.send?.(await (server === 'plain' ? plain() : fastifyWithOrt()));
