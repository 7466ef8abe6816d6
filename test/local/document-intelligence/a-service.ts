import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  startDocumentIntelligence,
  type DocumentIntelligenceOptions,
} from '../../../src/local/document-intelligence/document-intelligence.ts';
import { textReader } from './text-reader.ts';

/** An empty folder that goes away after the test. */
export async function aFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'document-intelligence-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** A service of its own, whose key is `key`; it ends with the test. */
export async function aService(options: Partial<DocumentIntelligenceOptions> = {}) {
  const dir = options.dir ?? (await aFolder());
  const rest = { port: 0, key: 'key', retryAfterSeconds: 0, reader: textReader(), ...options };
  const service = await startDocumentIntelligence({ ...rest, dir });
  onTestFinished(() => service.stop());
  return { dir, service };
}

/** What an operation says now. */
export async function look(endpoint: string, id: string) {
  const path = `/formrecognizer/documentModels/prebuilt-read/analyzeResults/${id}?api-version=2023-07-31`;
  const response = await fetch(endpoint + path, { headers: { 'ocp-apim-subscription-key': 'key' } });
  return (await response.json()) as {
    status: string;
    error?: { code: string; message: string; innererror?: { code: string } };
    analyzeResult?: { content: string };
  };
}

/** Sends a file; @returns the id of its operation when it is acknowledged. */
export async function post(endpoint: string, body: RequestInit['body'], more: object = {}) {
  const path = '/formrecognizer/documentModels/prebuilt-read:analyze?api-version=2023-07-31';
  const headers = { 'ocp-apim-subscription-key': 'key', 'content-type': 'application/octet-stream' };
  const response = await fetch(endpoint + path, { method: 'POST', headers, body: body ?? null, ...more });
  const id = /analyzeResults\/([^?]+)/.exec(response.headers.get('operation-location') ?? '')?.[1];
  return { status: response.status, id: id ?? '', text: await response.text() };
}

/** Waits until an operation has ended; it is asked again at once, because its reader takes no time. */
export async function ended(endpoint: string, id: string) {
  for (;;) {
    const answer = await look(endpoint, id);
    if (!['notStarted', 'running'].includes(answer.status)) return answer;
  }
}
