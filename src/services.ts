import packageJson from '../package.json' with { type: 'json' };
import {
  cosmosClient,
  documentIntelligenceAdmin,
  documentIntelligenceClient,
  hubProducer,
  ownIdentity,
  storageClients,
  type Credential,
} from './adapters/azure-clients.ts';
import { blobArtifacts } from './adapters/blob-artifacts.ts';
import { blobDeadLetters } from './adapters/blob-dead-letters.ts';
import { blobLabels } from './adapters/blob-labels.ts';
import { blobMemo } from './adapters/blob-memo.ts';
import { blobUploads } from './adapters/blob-uploads.ts';
import { boundedAfterwards } from './adapters/bounded-afterwards.ts';
import { consoleLog } from './adapters/console-log.ts';
import { cosmosDocuments } from './adapters/cosmos-documents.ts';
import { cosmosIdempotency } from './adapters/cosmos-idempotency.ts';
import { cosmosRequests } from './adapters/cosmos-requests.ts';
import { cosmosRollouts } from './adapters/cosmos-rollouts.ts';
import { eventHubsPublisher } from './adapters/event-hubs-publisher.ts';
import { joseTokens } from './adapters/jose-tokens.ts';
import { onnxModels } from './adapters/onnx-models.ts';
import { documentIntelligenceReader } from './adapters/reader/document-intelligence-reader.ts';
import { processReader } from './adapters/reader/process-reader.ts';
import { readerCount } from './adapters/reader/reader-count.ts';
import { cosmosScores } from './adapters/scores/cosmos-scores.ts';
import { storageQueues } from './adapters/storage-queues.ts';
import type { Config } from './config.ts';
import type { DocumentReader, Services } from './ports.ts';

/** Instances that may wait for what the other model version says of them, in memory; beyond, it is not asked. */
const shadowInstances = 2000;

/** What the package says of itself; `npm run package` writes it, `unknown` where nobody packaged. */
interface Build {
  readonly commit: string;
  /** SHA-256 of the package's contents, hexadecimal. */
  readonly digest: string;
}

/** Makes every client, once. Cloud and laptop differ in addresses, and in who reads the documents. */
export function startServices(config: Config, build: Build): Services {
  const now = () => new Date();
  const credential = ownIdentity();
  const { blobs, queues } = storageClients(config.storage, credential);
  const database = cosmosClient(config.cosmos, credential).database('docscore');
  const hub = hubProducer(config.events, 'predictions', credential);

  const documents = cosmosDocuments(database.container('documents'));
  const rollouts = cosmosRollouts(database.container('models'), now);
  const models = onnxModels(blobs.getContainerClient('models'));
  return {
    documents,
    idempotency: cosmosIdempotency(database.container('requests')),
    requests: cosmosRequests(database.container('requests')),
    labels: blobLabels(blobs.getContainerClient('training')),
    rollouts,
    scores: cosmosScores(database.container('models'), { instance: crypto.randomUUID(), now, log: consoleLog() }),
    afterwards: boundedAfterwards({
      limit: shadowInstances,
      onError: (error) => consoleLog().error({ event: 'shadow.failed', error: String(error) }),
    }),
    registry: models,
    models,
    uploads: blobUploads(blobs.getContainerClient('documents')),
    artifacts: blobArtifacts(blobs.getContainerClient('artifacts')),
    memo: blobMemo(blobs.getContainerClient('artifacts')),
    reader: startReader(config.reader, credential),
    queues: storageQueues(queues),
    events: eventHubsPublisher(hub),
    tokens: config.auth && joseTokens(config.auth, now),
    deadLetters: blobDeadLetters(blobs.getContainerClient('deadletter')),
    dependencies: {
      blobs: () => blobs.getContainerClient('documents').getProperties(),
      queues: () => queues.getQueueClient('ocr').getProperties(),
      cosmos: () => documents.readHead('a'.repeat(26)),
      'event-hubs': () => hub.getEventHubProperties(),
      ...recognition(config.reader, credential),
      models: async () => {
        const served = await rollouts.list();
        if (served.length === 0) throw new Error('No model is rolled out');
        for (const { model, green } of served) await models.load(model, green.modelVersion);
      },
    },
    now,
    random: Math.random,
    defaultModel: config.defaultModel,
    limits: config.limits,
    rates: config.rates,
    build: {
      version: packageJson.version,
      commit: build.commit === 'unknown' ? config.build.commit : build.commit,
      digest: build.digest,
    },
  };
}

/** Where pages are read elsewhere. What reads them here is a part of this process. */
function recognition(
  { kind, documentIntelligence }: Config['reader'],
  credential: Credential,
): Services['dependencies'] {
  if (kind === 'process') return {};
  const client = documentIntelligenceAdmin(documentIntelligence, credential);
  return { 'document-intelligence': () => client.getResourceDetails() };
}

function startReader(
  { kind, documentIntelligence, processes, limits }: Config['reader'],
  credential: Credential,
): DocumentReader {
  const log = consoleLog();
  const here = processReader({
    readers: processes || readerCount(limits.memoryMb),
    limits: {
      openMs: limits.openSeconds * 1000,
      pageMs: limits.pageSeconds * 1000,
      rssBytes: limits.memoryMb * 1e6,
      pages: limits.pages,
      pagePixels: limits.megapixels * 1e6,
    },
    log,
  });
  if (kind === 'process') return here;
  return documentIntelligenceReader(
    { client: documentIntelligenceClient(documentIntelligence, credential), log },
    here,
  );
}
