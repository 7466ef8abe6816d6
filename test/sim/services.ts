import type { memoryArtifacts } from '../../src/adapters/memory-artifacts.ts';
import type { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import type { memoryMemo } from '../../src/adapters/memory-memo.ts';
import type { MemoryUploads } from '../../src/adapters/memory-uploads.ts';
import type { DocumentEvent } from '../../src/domain/document-event.ts';
import type { Rollout } from '../../src/domain/rollout.ts';
import { AppError } from '../../src/domain/errors.ts';
import type { DocumentReader, Services, StageQueues, UploadStore } from '../../src/ports.ts';
import { aManifest, aTextPage } from '../fixtures/builders.ts';
import type { World } from './world.ts';

/** Words that documents of the simulation consist of; the "model" answers with the one that it reads. */
export const contents = ['alpha', 'bravo', 'carbon', 'delta'];

/** What outlives every invocation. */
export interface Stores {
  readonly documents: ReturnType<typeof memoryDocuments>;
  readonly uploads: MemoryUploads;
  readonly artifacts: ReturnType<typeof memoryArtifacts>;
  readonly memo: ReturnType<typeof memoryMemo>;
  readonly queues: StageQueues;
  readonly published: DocumentEvent[];
}

const rollout: Rollout = {
  schema: 1,
  id: 'rollout',
  type: 'rollout',
  model: 'document-type',
  generation: 1,
  green: { modelVersion: '1.0.0' },
  updatedAt: '2026-01-01T00:00:00.000Z',
};

const manifest = aManifest({ labels: contents });

/** The services as one invocation sees them. */
export function servicesOf(world: World, actor: string, stores: Stores): Services {
  const see = <T extends object>(port: T) => world.seenBy(actor, port);
  return {
    documents: see(stores.documents),
    uploads: see(bytesAsPath(stores.uploads)),
    artifacts: see(stores.artifacts),
    memo: see(stores.memo),
    reader: { ...simulatedReader, acquire: async () => see(await simulatedReader.acquire()) },
    queues: see(stores.queues),
    events: see({ publish: (event: DocumentEvent) => Promise.resolve(void stores.published.push(event)) }),
    rollouts: see({ list: () => Promise.resolve([rollout]) }),
    models: see({
      manifest: () => Promise.resolve(manifest),
      run: (_: unknown, { tokens }: { tokens: readonly string[] }) =>
        Promise.resolve(contents.map((content) => (content === tokens[0] ? 1 : 0))),
    }),
    deadLetters: see({ put: () => Promise.reject(new Error('Nothing may be dead-lettered here')) }),
    dependencies: {},
    now: world.now,
    random: world.random,
    limits: { uploadBytes: 1e6, leaseSeconds: 30, maxAttempts: 5, sweepGraceSeconds: 60 },
    build: { version: '0', commit: '0' },
  };
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

const simulatedReader: DocumentReader = {
  engine: { name: 'simulated', digest: 'one' },
  acquire() {
    let text = '';
    return Promise.resolve({
      open: (path: string) => Promise.resolve({ pageCount: ((text = path), 1) }),
      read: () => Promise.resolve({ pageCount: 1, page: aTextPage(text) }),
      [Symbol.dispose]: () => undefined,
    });
  },
};
