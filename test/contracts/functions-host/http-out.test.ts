import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';

const { functions } = await target(['--only=functions', `--app=${join(import.meta.dirname, 'app-http')}`]);

const call = (path: string, init?: RequestInit) => fetch(`${functions.url}/api/${path}`, init);

describe(page('azure-functions/functions-reference-node#http-response'), () => {
  it('sends a string as text in UTF-8', async () => {
    const response = await call('text');

    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain;charset=UTF-8']);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from('grüß', 'utf8'));
  });

  it('sends jsonBody, which beats body, as JSON', async () => {
    const response = await call('json');

    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({ wins: true });
  });

  it('sends status and headers as the app set them', async () => {
    const response = await call('headers');

    expect([response.status, await response.text()]).toEqual([429, 'wait']);
    expect([response.headers.get('retry-after'), response.headers.get('x-own')]).toEqual(['7', 'yes']);
  });

  it('sends what a generator yields', async () => {
    expect(await (await call('generated')).text()).toBe('one two');
  });

  it.each([204, 304])('sends %i without a body', async (code) => {
    const response = await call(`status?code=${code}`);

    expect([response.status, await response.text()]).toEqual([code, '']);
  });

  it('answers 204 when the handler returns nothing', async () => {
    const response = await call('nothing');

    expect([response.status, await response.text()]).toEqual([204, '']);
  });
});

describe(page('azure-functions/functions-bindings-error-pages'), () => {
  it.each([
    { what: 'a handler that throws', path: 'throws' },
    { what: 'a status below 200', path: 'status?code=199' },
    { what: 'a status above 599', path: 'status?code=600' },
    { what: 'a header that HTTP does not allow', path: 'header' },
    { what: 'a string in place of a response', path: 'bare' },
  ])('answers $what with 500 and no body', async ({ path }) => {
    const response = await call(path);

    expect([response.status, await response.text()]).toEqual([500, '']);
  });

  it('goes on after a handler that threw', async () => {
    await call('throws');

    expect((await call('text')).status).toBe(200);
  });
});

describe(
  source('Azure/azure-functions-host/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageExtensionUtilities.cs'),
  () => {
    it('gives a cookie the path / unless it has one', async () => {
      const [plain = '', full = ''] = (await call('cookies')).headers.getSetCookie();

      expect(plain).toBe('plain=a%20b; path=/');
      expect(full).toMatch(/; path=\/api;/);
    });

    it('writes the attributes of a cookie', async () => {
      const [, full = ''] = (await call('cookies')).headers.getSetCookie();

      expect(full.split('; ').sort()).toEqual(
        ['full=1', 'max-age=60', 'domain=example.org', 'path=/api', 'secure', 'samesite=lax', 'httponly'].sort(),
      );
    });
  },
);

describe(page('azure-functions/functions-host-json#customheaders'), () => {
  it.each(['text', 'throws', 'nothing', 'nowhere'])('puts its headers on the answer of %s', async (path) => {
    expect((await call(path)).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('puts them on the home page and on admin answers too', async () => {
    for (const path of ['/', '/admin/host/ping'])
      expect((await fetch(`${functions.url}${path}`)).headers.get('x-content-type-options')).toBe('nosniff');
  });
});
