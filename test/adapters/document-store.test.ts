import { describe } from 'vitest';
import { cosmosDocuments } from '../../src/adapters/cosmos-documents.ts';
import { memoryDocuments } from '../../src/adapters/memory-documents.ts';
import { cosmosForTest } from '../fixtures/servers.ts';
import { documentStoreContract } from './document-store.contract.ts';

describe('memoryDocuments', () => documentStoreContract(memoryDocuments));

describe('cosmosDocuments', () => documentStoreContract(async () => cosmosDocuments(await cosmosForTest())));
