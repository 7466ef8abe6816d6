import { HttpRequest, InvocationContext, type HttpHandler, type HttpResponseInit } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/domain/errors.ts';
import { noteCaller } from '../../../../src/functions/http/auth/caller.ts';
import { answerOnce } from '../../../../src/functions/http/idempotency/answer-once.ts';
import { onRequest } from '../../../../src/functions/http/on-request.ts';
import type { Route } from '../../../../src/functions/http/route.ts';
import type { Services } from '../../../../src/ports.ts';
import { aSystem } from '../../a-system.ts';

interface Ask {
  readonly key?: string;
  readonly body?: string;
  readonly url?: string;
  readonly caller?: string;
}

/** A route that counts how often it works; `work` decides what it answers. */
function aRoute(work: (body: string, time: number) => Promise<HttpResponseInit> | HttpResponseInit = done) {
  const system = aSystem();
  const services: Services = system.services;
  let times = 0;
  const handler: HttpHandler = onRequest(services, async (request) => work(await request.text(), (times += 1)));
  const once = answerOnce(services, { name: 'test' } as Route, handler);
  const ask = async ({
    key = 'one',
    body = 'body',
    url = 'https://docscore.test/a?code=k',
    caller = 'key:1',
  }: Ask = {}) => {
    const context = new InvocationContext({ functionName: 'test', logHandler: () => undefined });
    noteCaller(context, { kind: 'key', name: caller, roles: [] });
    const headers: Record<string, string> = key === '' ? {} : { 'idempotency-key': key };
    const request = new HttpRequest({ method: 'POST', url, headers, body: { string: body } });
    const answer = (await once(request, context)) as HttpResponseInit;
    const { location, 'idempotency-replayed': replayed } = answer.headers as Record<string, string | undefined>;
    const text = answer.jsonBody === undefined ? (answer.body as string | undefined) : JSON.stringify(answer.jsonBody);
    return { status: answer.status, location, replayed, body: JSON.parse(text ?? '{}') as Record<string, unknown> };
  };
  return { ask, times: () => times, world: system.world, services };
}

const done = (body: string, time: number): HttpResponseInit => ({
  status: 202,
  headers: { location: '/there' },
  jsonBody: { body, time },
});

describe('an Idempotency-Key', () => {
  it('makes the second request answer as the first did, and nothing is done again', async () => {
    const { ask, times } = aRoute();

    const [first, second] = [await ask(), await ask()];

    expect(first).toEqual({ status: 202, location: '/there', replayed: undefined, body: { body: 'body', time: 1 } });
    expect(second).toEqual({ ...first, replayed: 'true' });
    expect(times()).toBe(1);
  });

  it.each<{ what: string; other: Ask }>([
    { what: 'another body', other: { body: 'other' } },
    { what: 'no body', other: { body: '' } },
    { what: 'another path', other: { url: 'https://docscore.test/b?code=k' } },
    { what: 'another query', other: { url: 'https://docscore.test/a?code=k&force=1' } },
  ])('belongs to one request: 422 with $what', async ({ other }) => {
    const { ask, times } = aRoute();
    await ask();

    expect(await ask(other)).toMatchObject({ status: 422, body: { code: 'reused' } });
    expect(times()).toBe(1);
  });

  it.each<{ what: string; other: Ask }>([
    { what: 'another key', other: { key: 'two' } },
    { what: 'another caller with the same key', other: { caller: 'key:2' } },
    { what: 'no key at all', other: { key: '' } },
  ])('is one caller’s own: $what is another request', async ({ other }) => {
    const { ask, times } = aRoute();
    await ask();

    expect(await ask(other)).toMatchObject({ status: 202, body: { time: 2 } });
    expect(times()).toBe(2);
  });

  it('is the same request with another function key in its query', async () => {
    const { ask } = aRoute();
    await ask();

    expect(await ask({ url: 'https://docscore.test/a?code=other' })).toMatchObject({ replayed: 'true' });
  });

  it('answers 409 while the first request is being worked on', async () => {
    const { promise, resolve } = Promise.withResolvers<HttpResponseInit>();
    const { ask, times } = aRoute(() => promise);

    const first = ask();
    const second = await ask();
    resolve({ status: 200, jsonBody: {} });

    expect(second).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await first).status).toBe(200);
    expect(times()).toBe(1);
  });

  it('of ten requests at once lets one work', async () => {
    const { ask, times } = aRoute();

    const answers = await Promise.all(Array.from({ length: 10 }, () => ask()));

    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 9 }, () => 409)]);
    expect(times()).toBe(1);
  });

  it('stays free when the request was refused: the same key can be sent with a mended body', async () => {
    const { ask } = aRoute((body) => {
      if (body === 'bad') throw new AppError('invalid', 'No');
      return { status: 200, jsonBody: {} };
    });

    expect((await ask({ body: 'bad' })).status).toBe(400);
    expect(await ask({ body: 'good' })).toMatchObject({ status: 200, replayed: undefined });
  });

  it('of a request that was cut off is taken over after its lease, and the work is done once more', async () => {
    const { ask, world, times } = aRoute((_, time) => (time === 1 ? new Promise(() => undefined) : done('', time)));
    void ask();
    await expect.poll(times).toBe(1);

    expect((await ask()).status).toBe(409);
    world.pass(61);

    expect(await ask()).toMatchObject({ status: 202, body: { time: 2 } });
  });

  it('is a promise that is not given while it cannot be kept', async () => {
    const { services } = aRoute();
    const away = { ...services.idempotency, create: () => Promise.reject(new AppError('unavailable', 'Away')) };
    const once = answerOnce({ ...services, idempotency: away }, { name: 'test' } as Route, () => {
      throw new Error('It was done');
    });
    const request = new HttpRequest({ method: 'POST', url: 'https://x.test/', headers: { 'idempotency-key': 'k' } });

    expect(await once(request, new InvocationContext({ functionName: 'test' }))).toMatchObject({ status: 503 });
  });

  it.each(['', ' ', 'a b', 'ü', 'x'.repeat(256)])('is 1 to 255 visible characters: "%s" is none', async (key) => {
    const { services } = aRoute();
    const once = answerOnce(services, { name: 'test' } as Route, () => ({ status: 204 }));
    const request = new HttpRequest({ method: 'POST', url: 'https://x.test/', headers: { 'idempotency-key': key } });

    expect(await once(request, new InvocationContext({ functionName: 'test' }))).toMatchObject({ status: 400 });
  });

  it('keeps an answer of 7 kB and one without a body as they are', async () => {
    const long = 'x'.repeat(7000);
    const { ask } = aRoute((body) => (body === 'none' ? { status: 204 } : { status: 200, jsonBody: { long } }));

    expect([(await ask()).body, (await ask()).body]).toEqual([{ long }, { long }]);
    await ask({ key: 'two', body: 'none' });
    expect(await ask({ key: 'two', body: 'none' })).toMatchObject({ status: 204, replayed: 'true', body: {} });
  });
});
