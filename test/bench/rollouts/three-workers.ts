import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { CosmosClient } from '@azure/cosmos';
import type { System } from '../../e2e/system.ts';

/** What the load and the judgement need of a system. */
export type LoadedSystem = Pick<System, 'url' | 'connectionStrings' | 'keys' | 'issuer' | 'uploads' | 'documents'> & {
  end(): Promise<void>;
};

/** docscore on three workers, in a process beside this one, as `running.json` describes it. */
export async function startThreeWorkers(): Promise<LoadedSystem> {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-rollouts-'));
  const child = fork(join(import.meta.dirname, 'three-workers-process.ts'), [dir]);
  const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (first !== 'ready') throw new Error('The local cloud did not start');
  const running = JSON.parse(await readFile(join(dir, 'running.json'), 'utf8')) as System;
  const cosmos = new CosmosClient(running.connectionStrings.Cosmos);
  return {
    ...running,
    uploads: BlobServiceClient.fromConnectionString(running.connectionStrings.Storage).getContainerClient('documents'),
    documents: cosmos.database('docscore').container('documents'),
    async end() {
      cosmos.dispose();
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      await rm(dir, { recursive: true, force: true });
    },
  };
}
