import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaults, type Faults } from '../../../src/local/faults/faults.ts';
import { startDocumentIntelligence } from '../../../src/local/document-intelligence/document-intelligence.ts';
import type { DocumentReader } from '../../../src/ports.ts';

/** The local Document Intelligence with the key `key`, which is in no hurry, and what it was asked. */
export async function documentIntelligenceServer(reader: DocumentReader, maxContentBytes?: number) {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-reader-service-'));
  const faults = createFaults();
  /** `<METHOD> <path and query>`, in order. */
  const requests: string[] = [];
  const counted: Faults = {
    ...faults,
    meet(service, operation) {
      requests.push(operation);
      return faults.meet(service, operation);
    },
  };
  const options = { dir, port: 0, key: 'key', retryAfterSeconds: 0, reader, maxContentBytes, faults: counted };
  const service = await startDocumentIntelligence(options);
  return {
    endpoint: service.endpoint,
    requests,
    /** The next request of this method meets this. */
    fail(method: 'POST' | 'GET', trouble: { status: number; retryAfterMs?: number }) {
      const fault = { operation: `^${method} `, trouble: { kind: 'error', ...trouble }, times: 1 } as const;
      faults.add({ service: 'document-intelligence', ...fault });
    },
    async stop() {
      await service.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
