import { describe } from 'vitest';
import { cosmosDocuments } from '../../src/adapters/cosmos-documents.ts';
import { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import { cosmosForTest } from '../fixtures/servers.ts';
import { documentErasureContract } from './document-erasure.contract.ts';
import { documentStoreContract } from './document-store.contract.ts';

describe('memoryDocuments', () => {
  documentStoreContract(memoryDocuments);
  documentErasureContract(memoryDocuments);
});

describe('cosmosDocuments', () => {
  const make = async () => cosmosDocuments(await cosmosForTest());
  documentStoreContract(make);
  documentErasureContract(make);
});
