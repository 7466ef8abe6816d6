import { HttpRequest, InvocationContext, type HttpResponseInit } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/domain/errors.ts';
import { admission } from '../../../../src/functions/http/auth/admission.ts';
import type { Route } from '../../../../src/functions/http/route.ts';
import { aSystem } from '../../a-system.ts';

const tokens = {
  verify: (token: string) =>
    token === 'bad'
      ? Promise.reject(new AppError('unauthorised', 'The token is not valid here'))
      : Promise.resolve({ name: `app:${token}`, roles: ['operator'] }),
};

/** An instance that answers one caller five times a second, ten at once. */
function anInstance() {
  const { services } = aSystem();
  const admitted = admission({ ...services, tokens, rates: { perCaller: 5, total: 0 } });
  /** The statuses of calls one after the other, and the last answer's headers. */
  return async (calls: number, headers: Record<string, string>, change: Partial<Route> = {}) => {
    const route = { name: 'test', route: 'api/test', who: 'operator', ...change } as Route;
    const handler = admitted({ ...route, handler: () => () => ({ status: 204 }) });
    const statuses: (number | undefined)[] = [];
    let last: HttpResponseInit = {};
    for (let call = 0; call < calls; call += 1) {
      const context = new InvocationContext({ functionName: 'test', logHandler: () => undefined });
      last = await handler(new HttpRequest({ method: 'POST', url: 'https://x.test/', headers }), context);
      statuses.push(last.status);
    }
    return { count: (status: number) => statuses.filter((one) => one === status).length, headers: last.headers };
  };
}

const bearer = (token: string, from = '10.0.0.1:4711') => ({
  authorization: `Bearer ${token}`,
  'x-forwarded-for': `made-up, ${from}`,
});

describe('whoever calls too often', () => {
  it('is told when to come again, and others are answered', async () => {
    const ask = anInstance();

    const { count, headers } = await ask(12, bearer('a'));

    expect([count(204), count(429), headers]).toEqual([
      10,
      2,
      expect.objectContaining({ 'retry-after': '1' }) as object,
    ]);
    expect((await ask(10, bearer('b'))).count(204)).toBe(10);
  });

  it('with tokens that are refused is counted by address, whatever he says where he comes from', async () => {
    const ask = anInstance();

    const { count } = await ask(12, bearer('bad'));

    expect([count(401), count(429)]).toEqual([10, 2]);
    expect((await ask(1, { ...bearer('bad', '10.0.0.1:9'), 'x-real-ip': '1.1.1.1' })).count(429)).toBe(1);
    expect((await ask(1, bearer('bad', '10.0.0.2:4711'))).count(401)).toBe(1);
    expect((await ask(10, bearer('a'))).count(204)).toBe(10);
  });

  it('with function keys is counted by key', async () => {
    const ask = anInstance();
    const key = (name: string) => ask(10, { 'x-functions-key': name }, { who: 'key' });

    expect([(await key('one')).count(204), (await key('two')).count(204), (await key('one')).count(429)]).toEqual([
      10, 10, 10,
    ]);
  });

  it('and asks for health is answered', async () => {
    const { count } = await anInstance()(50, {}, { who: 'anonymous', route: 'api/health/live' });

    expect(count(204)).toBe(50);
  });
});
