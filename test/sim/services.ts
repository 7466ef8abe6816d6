import { boundedAfterwards } from '../../src/adapters/bounded-afterwards.ts';
import { memoryIdempotency } from '../../src/adapters/memory-idempotency.ts';
import { memoryModels } from '../../src/adapters/memory-models.ts';
import { memoryRollouts } from '../../src/adapters/memory-rollouts.ts';
import { memoryScores } from '../../src/adapters/scores/memory-scores.ts';
import type { MemoryArtifacts } from '../../src/adapters/memory-artifacts.ts';
import type { MemoryDeadLetters } from '../../src/adapters/memory-dead-letters.ts';
import type { MemoryMemo } from '../../src/adapters/memory-memo.ts';
import type { MemoryRequests } from '../../src/adapters/memory-requests.ts';
import type { MemoryUploads } from '../../src/adapters/memory-uploads.ts';
import type { DocumentEvent } from '../../src/domain/document-event.ts';
import type { RequestEvent } from '../../src/domain/request-event.ts';
import type { Rollout } from '../../src/domain/rollout.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { DocumentStore, LabelStore, ReaderSlot, Services, StageQueues, UploadStore } from '../../src/ports.ts';
import { aManifest, aTextPage } from '../fixtures/builders.ts';
import type { World } from './world.ts';

/** Words that documents of the simulation consist of; the "model" answers with the one that it reads. */
export const contents = ['alpha', 'bravo', 'carbon', 'delta'];

/** A document that kills whoever reads it, until that is mended. */
export const poison = 'poison';

/** What outlives every invocation. */
export interface Stores {
  readonly documents: DocumentStore;
  readonly uploads: MemoryUploads;
  readonly artifacts: MemoryArtifacts;
  readonly memo: MemoryMemo;
  readonly deadLetters: MemoryDeadLetters;
  readonly queues: StageQueues;
  readonly requests: MemoryRequests;
  readonly labels: LabelStore;
  readonly published: DocumentEvent[];
  /** What requests from the hub led to. */
  readonly answered: RequestEvent[];
  /** How often a page was recognised, and whether poison still kills. */
  readonly reader: { readings: number; isMended: boolean };
}

/** The services that can be away, as people know them, by the ports that stop with them. */
export const outages = {
  'Cosmos DB': ['documents', 'rollouts'],
  'Event Hubs': ['events'],
  queues: ['queues'],
  recognition: ['reader'],
} as const;

const rollout: Rollout = {
  schema: 1,
  id: 'rollout',
  type: 'rollout',
  model: 'document-type',
  generation: 1,
  green: { modelVersion: '1.0.0' },
  updatedAt: '2026-01-01T00:00:00.000Z',
};

const manifest = aManifest({ labels: [...contents, poison] });
const models = memoryModels([
  {
    manifest,
    answer: ({ tokens }) =>
      manifest.signature.labels.map((label) => (label === (tokens as readonly string[])[0] ? 1 : 0)),
  },
]);

/** The services as one invocation sees them. */
export function servicesOf(world: World, actor: string, stores: Stores): Services {
  const see = <T extends object>(port: T, name?: string) => world.seenBy(actor, port, name);
  return {
    documents: see(stores.documents, 'documents'),
    uploads: see(bytesAsPath(stores.uploads)),
    artifacts: see(stores.artifacts),
    memo: see(stores.memo),
    reader: {
      engine: { name: 'simulated', digest: 'one' },
      acquire: () => Promise.resolve(see(slotOf(world, actor, stores), 'reader')),
    },
    queues: see(stores.queues, 'queues'),
    events: see({ publish: (event: DocumentEvent | RequestEvent) => publish(stores, event) }, 'events'),
    requests: stores.requests,
    labels: stores.labels,
    rollouts: see(memoryRollouts([rollout]), 'rollouts'),
    scores: memoryScores(world.now),
    afterwards: boundedAfterwards({ limit: 0, onError: () => undefined }),
    registry: see(models),
    models: see(models),
    idempotency: see(memoryIdempotency()),
    deadLetters: see(stores.deadLetters),
    dependencies: {},
    now: world.now,
    random: world.random,
    defaultModel: 'document-type',
    limits: { uploadBytes: 1e6, leaseSeconds: 30, maxAttempts: 5, sweepGraceSeconds: 60, eraseAfterSeconds: 3600 },
    build: { version: '0', commit: '0', digest: '0' },
  };
}

function publish({ published, answered }: Stores, event: DocumentEvent | RequestEvent): Promise<void> {
  if (event.type === 'docscore.request.scored.v1') answered.push(event);
  else published.push(event);
  return Promise.resolve();
}

/** Downloads without a file system, whose timing no seed decides: the "path" is the text itself. */
function bytesAsPath(uploads: MemoryUploads): UploadStore {
  return {
    ...uploads,
    async download({ name, version }) {
      const upload = await uploads.head(name);
      if (upload?.version !== version) throw new AppError('superseded', 'Another version is there now');
      const text = uploads.textOf(name);
      return { path: text, sha256: text, sizeBytes: text.length, [Symbol.asyncDispose]: () => Promise.resolve() };
    },
  };
}

/** Reads the same bytes differently each time, as recognition does: what was read first must win. */
function slotOf(world: World, actor: string, { reader }: Stores): ReaderSlot {
  let text = '';
  return {
    open: (path) => Promise.resolve({ pageCount: ((text = path), 1) }),
    read() {
      reader.readings += 1;
      if (text !== poison || reader.isMended)
        return Promise.resolve({ pageCount: 1, page: aTextPage(`${text} reading${String(reader.readings)}`) });
      world.kill(actor);
      return new Promise(() => undefined);
    },
    [Symbol.dispose]: () => undefined,
  };
}
