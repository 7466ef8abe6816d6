import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { memoryModels } from '../../../../src/adapters/memory-models.ts';
import { memoryRollouts } from '../../../../src/adapters/memory-rollouts.ts';
import type { Rollout } from '../../../../src/domain/rollout.ts';
import { routes } from '../../../../src/functions/http/routes.ts';
import type { Services } from '../../../../src/ports.ts';
import { aSystem } from '../../a-system.ts';
import { asDocumentedOf } from '../../as-documented.ts';
import { incidents } from './incidents.ts';

const versions = [incidents({}, ['north']), incidents({ modelVersion: '2.0.0' }, ['north', 'east'])];

/** Both routes of one process; `release` makes version 2.0.0 green. */
function aDescription(change: Partial<Services> = {}) {
  const rollout = (modelVersion: string): Rollout => ({
    ...{ schema: 1, id: 'rollout', type: 'rollout', model: 'incident-outcome', generation: 1 },
    ...{ green: { modelVersion }, updatedAt: '2026-01-01T00:00:00.000Z' },
  });
  let current = memoryRollouts([rollout('1.0.0')]);
  const models = memoryModels(versions.map((manifest) => ({ manifest, answer: () => [1, 0] })));
  const rollouts = { ...current, list: () => current.list() };
  const services: Services = { ...aSystem().services, registry: models, models, rollouts, ...change };
  const handlers = new Map(routes.map((route) => [route.name, { route, handler: route.handler(services) }]));
  const described = (name: string) => {
    const found = handlers.get(name);
    if (!found) throw new Error(`There is no route ${name}`);
    return found;
  };
  const ask = async (name: string, headers: Record<string, string> = {}) => {
    const request = new HttpRequest({ method: 'GET', url: 'https://docscore.test/api/x?code=k', headers });
    const context = new InvocationContext({ functionName: name, logHandler: () => undefined });
    const { handler, route } = described(name);
    const answer = await asDocumentedOf(route, await handler(request, context));
    return {
      status: answer.status ?? 200,
      body: answer.body as string,
      headers: answer.headers as Record<string, string>,
    };
  };
  return { ask, release: () => (current = memoryRollouts([rollout('2.0.0')])) };
}

describe('GET /api/openapi.json', () => {
  it('is answered with 304 to whoever has it, until a release changes a model', async () => {
    const { ask, release } = aDescription();
    const { headers, body } = await ask('get-openapi');
    const etag = headers['etag'] ?? '';

    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(await ask('get-openapi', { 'if-none-match': etag })).toMatchObject({ status: 304, body: undefined });
    expect((await ask('get-openapi', { 'if-none-match': `"x", W/${etag}` })).status).toBe(304);
    release();
    const changed = await ask('get-openapi', { 'if-none-match': etag });

    expect([changed.status, changed.headers['etag'] === etag]).toEqual([200, false]);
    expect([body.includes('"east"'), changed.body.includes('"east"')]).toEqual([false, true]);
  });

  it('leaves out a model that cannot be looked up', async () => {
    const gone = { list: () => Promise.resolve([]), manifest: () => Promise.reject(new Error('Gone')) };
    const { ask } = aDescription({ registry: gone });

    const { status, body } = await ask('get-openapi');

    expect([status, body.includes('incident-outcome/predict')]).toEqual([200, false]);
  });
});

describe('GET /api/docs', () => {
  it('is a page without any script, with every operation and a command that calls it', async () => {
    const { ask } = aDescription();

    const { headers, body } = await ask('get-docs');

    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).not.toMatch(/<script|javascript:| on\w+=|src=|@import|url\(/i);
    for (const { name } of routes) expect(body, name).toContain(`<details id="${name}"`);
    expect(body).toContain('https://docscore.test/api/models/incident-outcome/predict');
    expect(body.match(/<pre class="copy"/g)).toHaveLength(routes.length + 1);
  });

  it('lets in its one style by hash, and nothing else', async () => {
    const { headers, body } = await aDescription().ask('get-docs');
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(body) ?? [];
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(style))).toString('base64');

    expect(headers['content-security-policy']).toContain(`default-src 'none'; style-src 'sha256-${digest}';`);
    expect(body).not.toMatch(/style="/);
  });

  it('shows what a manifest says as text, whatever it is', async () => {
    const hostile = incidents({ description: '<img src=x onerror=alert(1)>' }, ['"><script>alert(1)</script>']);
    const models = memoryModels([{ manifest: hostile, answer: () => [1, 0] }]);

    const { body } = await aDescription({ registry: models }).ask('get-docs');

    expect(body).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(body).not.toMatch(/<img|<script/);
  });
});
