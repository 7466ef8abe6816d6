import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/functions/http/route.ts';
import { routes } from '../../src/functions/http/routes.ts';
import { call, idOf, tokenOf } from './documents-api.ts';
import type { ApiDocument } from '../fixtures/answer-checker.ts';
import { endOf } from './hub.ts';
import { runningSystem } from './running-system.ts';
import type { Role } from './system.ts';

/** Values that lead to nothing, so that no call does anything. */
const nowhere: Readonly<Record<string, string>> = { id: 'a'.repeat(26), name: 'no/', page: '1', model: 'nobody' };

const callers = ['nobody', 'key', 'reader', 'operator', 'release'] as const;
type CallerName = (typeof callers)[number];

/** Who gets past the door, by whom the route is for. */
const admitted: Readonly<Record<Route['who'], readonly CallerName[]>> = {
  anonymous: callers,
  key: ['key'],
  reader: ['reader', 'operator', 'release'],
  operator: ['operator', 'release'],
  release: ['release'],
};

const pathOf = ({ route }: Route) => `/${route.replaceAll('{*', '{')}`;

describe('every route', () => {
  const running = runningSystem();
  /** What each caller was told on each route. */
  let seen: { readonly route: Route; readonly caller: CallerName; readonly answer: Response }[];
  let document: ApiDocument;

  beforeAll(async () => {
    const bearer = async (role: Role) => ({ authorization: `Bearer ${await tokenOf(running.system, role)}` });
    const [reader, operator, release] = await Promise.all([bearer('reader'), bearer('operator'), bearer('release')]);
    const key = { 'x-functions-key': running.system.keys.default };
    const headers: Record<CallerName, Record<string, string>> = { nobody: {}, key, reader, operator, release };
    const asking = routes.map(async (route) => {
      const path = pathOf(route).replace(/\{(\w+)\}/g, (_, name: string) => nowhere[name] ?? 'x');
      const ask = (caller: CallerName) =>
        fetch(`${running.system.url}${path}`, { method: route.method, headers: headers[caller] });
      return Promise.all(callers.map(async (caller) => ({ route, caller, answer: await ask(caller) })));
    });
    seen = (await Promise.all(asking)).flat();
    document = (await (await call(running.system, '/api/openapi.json')).json()) as ApiDocument;
  });

  it('lets in whom the table says, and nobody else', () => {
    const told = seen.map(({ route, caller, answer: { status } }) => {
      const door = status === 401 || status === 403 ? status : 'in';
      return `${route.name} for ${caller}: ${String(door)}`;
    });
    const expected = seen.map(({ route: { name, who }, caller }) => {
      const hasToken = caller !== 'nobody' && caller !== 'key';
      const refusal = who !== 'key' && hasToken ? 403 : 401;
      return `${name} for ${caller}: ${String(admitted[who].includes(caller) ? 'in' : refusal)}`;
    });

    expect(told).toEqual(expected);
  });

  it('answers as the document says, whoever asks', () => {
    expect([...running.system.mistakes]).toEqual([]);
  });

  it('says with each answer how a browser has to treat it, also where there is none', async () => {
    const astray = ['/', '/api/nothing', '/nothing'].map((path) => fetch(`${running.system.url}${path}`));
    const otherMethod = fetch(`${running.system.url}/api/version`, { method: 'DELETE' });
    const answers = [...seen.map(({ answer }) => answer), ...(await Promise.all([...astray, otherMethod]))];

    for (const { url, status, headers } of answers) {
      expect([url, status, headers.get('x-content-type-options')]).toEqual([url, status, 'nosniff']);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('server')).toBeNull();
    }
  });

  it('stands in the document, which is valid and is sent once', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>);
    const first = await call(running.system, '/api/openapi.json');
    const again = await call(running.system, '/api/openapi.json', {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    });

    expect([valid, errors, document.openapi]).toEqual([true, undefined, '3.1.0']);
    expect(routes.filter((route) => !document.paths[pathOf(route)]?.[route.method.toLowerCase()])).toEqual([]);
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(Object.keys(document.paths).filter((path) => path.startsWith('/api/models/incident'))).toEqual([
      '/api/models/incident-outcome/predict',
    ]);
  });

  it('answers as the document says when there is something to tell', async () => {
    const name = 'routes/letter.txt';
    const text = 'Dear Mrs Miller, thank you for your letter of 3 May. I am writing to confirm our appointment.';
    await call(running.system, `/api/documents/${name}`, {
      method: 'PUT',
      body: text,
      headers: { 'content-type': 'text/plain' },
    });
    await running.hub.events(endOf(name));
    const document = `/api/documents/${idOf(name)}`;
    const models = ['document-type', 'review-sentiment', 'incident-outcome'].map((model) => `/api/models/${model}`);
    const paths = [
      ...['/api/documents', document, `${document}/ocr`, '/api/health/ready', '/api/models', '/api/predict/params'],
      ...models.flatMap((path) => [path, `${path}/params`]),
      '/api/info',
    ];

    const answers = await Promise.all(paths.map(async (path) => (await call(running.system, path)).status));

    expect(answers).toEqual(paths.map(() => 200));
    expect([...running.system.mistakes]).toEqual([]);
  });

  it('takes the examples of the document', async () => {
    const predicts = Object.entries(document.paths).filter(([path]) =>
      /\/api\/models\/[a-z-]+\/predict|api\/predict$/.test(path),
    );
    expect(predicts.length).toBeGreaterThanOrEqual(4);

    for (const [path, { post }] of predicts) {
      const { requestBody } = post as unknown as { requestBody: { content: Record<string, { example: unknown }> } };
      const response = await call(running.system, path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(requestBody.content['application/json']?.example),
      });
      expect([path, response.status]).toEqual([path, 200]);
    }
    expect([...running.system.mistakes]).toEqual([]);
  });

  it('repeats an upload with the same Idempotency-Key once', async () => {
    const put = (body: string, key = 'upload-1') =>
      call(running.system, '/api/documents/routes/once.txt', {
        method: 'PUT',
        body,
        headers: { 'content-type': 'text/plain', 'idempotency-key': key },
      });
    const [first, second] = [await put('I loved the soup.'), await put('I loved the soup.')];

    expect([first.status, second.status, second.headers.get('idempotency-replayed')]).toEqual([202, 202, 'true']);
    expect(await second.json()).toEqual(await first.json());
    expect([second.headers.get('location'), second.headers.get('x-content-type-options')]).toEqual([
      first.headers.get('location'),
      'nosniff',
    ]);
    expect((await put('I hated the soup.')).status).toBe(422);
    expect((await put('I hated the soup.', 'upload-2')).status).toBe(202);
  });
});
