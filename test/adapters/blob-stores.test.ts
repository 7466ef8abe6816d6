import { describe } from 'vitest';
import { blobArtifacts } from '../../src/adapters/blob-artifacts.ts';
import { blobMemo } from '../../src/adapters/blob-memo.ts';
import { blobUploads } from '../../src/adapters/blob-uploads.ts';
import { memoryArtifacts } from '../../src/adapters/memory-artifacts.ts';
import { memoryMemo } from '../../src/adapters/memory-memo.ts';
import { memoryUploads } from '../../src/adapters/memory-uploads.ts';
import { azuriteForTest } from '../fixtures/servers.ts';
import { artifactStoreContract, memoStoreContract, uploadStoreContract } from './blob-stores.contract.ts';

const container = async (name: string) => (await azuriteForTest([name]))(name);

describe('memoryArtifacts', () => artifactStoreContract(memoryArtifacts));
describe('blobArtifacts', () => artifactStoreContract(async () => blobArtifacts(await container('artifacts'))));

describe('memoryMemo', () => memoStoreContract(memoryMemo));
describe('blobMemo', () => memoStoreContract(async () => blobMemo(await container('artifacts'))));

describe('memoryUploads', () => uploadStoreContract(() => memoryUploads(() => new Date())));
describe('blobUploads', () => uploadStoreContract(async () => blobUploads(await container('documents'))));
