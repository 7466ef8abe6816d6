import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelDetail, ModelSummary } from '../../src/domain/model-view.ts';
import { aModel, columnGraph } from '../models/graphs.ts';

/** docscore's `GET /api/models…` over a real socket. A model's versions differ in their figures. */
export async function modelsServer(
  models: readonly ModelSummary[],
  metrics: Readonly<Record<string, Record<string, number>>>,
) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    requests.push(`${url.pathname}${url.search}`);
    const [, , , name] = url.pathname.split('/');
    const found = models.find(({ model }) => model === name);
    const modelVersion = url.searchParams.get('modelVersion') ?? found?.modelVersion;
    const isThere = found && (modelVersion === undefined || found.versions.includes(modelVersion));
    const answer: unknown = name === undefined ? { models } : isThere && detail(found, modelVersion, metrics);
    response
      .writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ? answer : { title: 'Not found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    requests,
    tokenFor: () => Promise.resolve('a-token'),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function detail(
  summary: ModelSummary,
  modelVersion: string | undefined,
  metrics: Readonly<Record<string, Record<string, number>>>,
): ModelDetail {
  if (modelVersion === undefined) return summary;
  const { manifest } = aModel(columnGraph(), {
    model: summary.model,
    modelVersion,
    metrics: metrics[modelVersion] ?? {},
  });
  return { ...summary, manifest };
}
