import { startDocumentIntelligence } from '../../../src/local/document-intelligence/document-intelligence.ts';
import { textReader } from './text-reader.ts';

/** The service as a process of its own, for tests that kill it: `node server-process.ts <folder>` prints its endpoint. */
const [dir = ''] = process.argv.slice(2);
const { endpoint } = await startDocumentIntelligence({ dir, port: 0, key: 'key', reader: textReader() });
console.log(endpoint);
