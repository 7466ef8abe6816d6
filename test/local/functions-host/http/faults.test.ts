import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFaults } from '../../../../src/local/faults/faults.ts';
import { imports, type RunningApp, startApp } from '../an-app.ts';

const faults = createFaults();
let app: RunningApp;

beforeAll(async () => {
  const source = `${imports} app.http('web', { handler: (request, context) => { context.log('called'); return { body: 'fine' }; } });`;
  app = await startApp({ 'index.mjs': source }, { faults });
});
afterAll(() => app.stop());

it('answers with the error that is asked for, so often, and then itself', async () => {
  faults.add({ service: 'functions', trouble: { kind: 'error', status: 503, retryAfterMs: 2000 }, times: 1 });

  const refused = await app.fetch('/api/web');

  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
  expect((await app.fetch('/api/web')).status).toBe(200);
});

it('runs the function and drops the connection before the answer', async () => {
  const from = app.lines.length;
  faults.add({ service: 'functions', operation: '^GET /api/web', trouble: { kind: 'drop', when: 'after' }, times: 1 });

  await expect(app.fetch('/api/web')).rejects.toThrow();

  expect((await app.said('called', from)).functionName).toBe('web');
  expect((await app.fetch('/api/web')).status).toBe(200);
});
