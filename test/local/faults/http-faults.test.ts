import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFaults, type Faults } from '../../../src/local/faults/faults.ts';
import { withFaults } from '../../../src/local/faults/http-faults.ts';

/** A service that counts what was applied. */
let faults: Faults;
let applied: string[];
let url: string;
let stop: () => Promise<unknown>;

beforeEach(async () => {
  faults = createFaults();
  applied = [];
  const server = createServer(
    withFaults(faults, 'cosmos', (request, response) => {
      applied.push(request.url ?? '');
      response.setHeader('content-type', 'text/plain');
      response.end('done');
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stop = () => new Promise((resolve) => server.close(resolve));
});
afterEach(() => stop());

const ask = async (path = '/docs') => {
  const response = await fetch(url + path, { method: 'POST', body: '{}' });
  return { status: response.status, headers: response.headers, body: await response.text() };
};
const codeOf = (failed: unknown) => (Object((failed as Error).cause) as { code?: string }).code;

describe('a fault on HTTP', () => {
  it('answers in its stead with the error, its code and when to try again, and applies nothing', async () => {
    faults.add({ service: 'cosmos', trouble: { kind: 'error', status: 429, retryAfterMs: 1200 } });

    const { status, headers, body } = await ask();

    expect(status).toBe(429);
    expect(headers.get('x-ms-retry-after-ms')).toBe('1200');
    expect(headers.get('retry-after')).toBe('2');
    expect(JSON.parse(body)).toMatchObject({ code: 'TooManyRequests' });
    expect(applied).toEqual([]);
  });

  it('drops the connection before anything was done', async () => {
    faults.add({ service: 'cosmos', trouble: { kind: 'drop', when: 'before' }, times: 1 });

    await expect(ask().catch(codeOf)).resolves.toBe('ECONNRESET');
    expect(applied).toEqual([]);
    await expect(ask()).resolves.toMatchObject({ status: 200, body: 'done' });
  });

  it('drops the connection after the request was applied', async () => {
    faults.add({ service: 'cosmos', trouble: { kind: 'drop', when: 'after' }, times: 1 });

    await expect(ask('/lost').catch(codeOf)).resolves.toBe('ECONNRESET');
    expect(applied).toEqual(['/lost']);
  });

  it('lets the answer wait', async () => {
    faults.add({ service: 'cosmos', trouble: { kind: 'latency', ms: 120 } });
    const begun = performance.now();

    await ask();

    // A timer may ring a millisecond early.
    expect(performance.now() - begun).toBeGreaterThanOrEqual(119);
  });

  it('serves nothing while down, and all again after', async () => {
    const id = faults.add({ service: 'cosmos', trouble: { kind: 'down' } });

    await expect(ask().catch(codeOf)).resolves.toBe('ECONNRESET');
    faults.remove(id);
    await expect(ask()).resolves.toMatchObject({ status: 200 });
  });

  it.each(['duplicate', 'reorder'] as const)('that only deliveries can have is refused by name: %s', async (kind) => {
    faults.add({ service: 'cosmos', trouble: { kind } });

    const { status, body } = await ask();

    expect(status).toBe(501);
    expect(body).toContain(`'${kind}'`);
  });

  it('is in the words of storage for storage', async () => {
    const server = createServer(withFaults(faults, 'blob', () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    faults.add({ service: 'blob', trouble: { kind: 'error', status: 503 } });

    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

    expect(response.headers.get('x-ms-error-code')).toBe('ServerBusy');
    expect(await response.text()).toContain('<Code>ServerBusy</Code>');
    await new Promise((resolve) => server.close(resolve));
  });
});
