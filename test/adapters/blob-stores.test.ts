import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { blobArtifacts } from '../../src/adapters/blob-artifacts.ts';
import { blobDeadLetters } from '../../src/adapters/blob-dead-letters.ts';
import { blobMemo } from '../../src/adapters/blob-memo.ts';
import { blobUploads } from '../../src/adapters/blob-uploads.ts';
import { memoryArtifacts } from '../../src/adapters/memory-artifacts.ts';
import { memoryDeadLetters } from '../../src/adapters/memory-dead-letters.ts';
import { memoryMemo } from '../../src/adapters/memory-memo.ts';
import { memoryUploads } from '../../src/adapters/memory-uploads.ts';
import { azuriteForTest } from '../fixtures/servers.ts';
import { artifactStoreContract, memoStoreContract, uploadStoreContract } from './blob-stores.contract.ts';
import { deadLettersContract } from './dead-letters.contract.ts';

const container = async (name: string) => (await azuriteForTest([name]))(name);

describe('memoryArtifacts', () => artifactStoreContract(memoryArtifacts));
describe('blobArtifacts', () => artifactStoreContract(async () => blobArtifacts(await container('artifacts'))));

describe('memoryMemo', () => memoStoreContract(memoryMemo));
describe('blobMemo', () => memoStoreContract(async () => blobMemo(await container('artifacts'))));

describe('memoryUploads', () => uploadStoreContract(() => memoryUploads(() => new Date())));
describe('blobUploads', () => uploadStoreContract(async () => blobUploads(await container('documents'))));

describe('memoryDeadLetters', () =>
  deadLettersContract(() => {
    const letters = memoryDeadLetters();
    return { letters, leave: (content) => letters.leave(content), kept: () => letters.kept() };
  }));
describe('blobDeadLetters', () =>
  deadLettersContract(async () => {
    const blobs = await container('deadletter');
    const hour = 'UPLOADS/2026/11/21/17';
    return {
      letters: blobDeadLetters(blobs),
      leave: (content) => blobs.getBlockBlobClient(`${hour}/${randomUUID()}.json`).upload(content, content.length),
      kept: async () => {
        const kept: unknown[] = [];
        for await (const { name } of blobs.listBlobsFlat())
          kept.push(JSON.parse((await blobs.getBlobClient(name).downloadToBuffer()).toString()));
        return kept;
      },
    };
  }));
