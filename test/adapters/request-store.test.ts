import { describe } from 'vitest';
import { cosmosRequests } from '../../src/adapters/cosmos-requests.ts';
import { memoryRequests } from '../../src/adapters/memory-requests.ts';
import { cosmosForTest } from '../fixtures/servers.ts';
import { requestStoreContract } from './request-store.contract.ts';

describe('memoryRequests', () => requestStoreContract(memoryRequests));
describe('cosmosRequests', () => requestStoreContract(async () => cosmosRequests(await cosmosForTest('requests'))));
