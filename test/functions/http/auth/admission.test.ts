import { HttpRequest, InvocationContext, type HttpResponseInit } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/domain/errors.ts';
import { admission } from '../../../../src/functions/http/auth/admission.ts';
import { callerOf, requireRole } from '../../../../src/functions/http/auth/caller.ts';
import type { Route, Who } from '../../../../src/functions/http/route.ts';
import { routes } from '../../../../src/functions/http/routes.ts';
import type { Services, TokenVerifier } from '../../../../src/ports.ts';
import { aSystem } from '../../a-system.ts';
import { asDocumentedOf } from '../../as-documented.ts';

/** A token that says what it allows. */
const tokens: TokenVerifier = {
  verify: (token) =>
    token === 'bad'
      ? Promise.reject(new AppError('unauthorised', 'The token is not valid here'))
      : Promise.resolve({ name: `app:${token}`, roles: token.split('+') }),
};

const aRoute = (change: Partial<Route> = {}): Route => ({
  ...{ name: 'test', method: 'POST', route: 'api/test', who: 'operator', tag: 'Operations', summary: '' },
  answers: {},
  handler: () => () => ({ status: 204 }),
  ...change,
});

async function ask(route: Route, headers: Record<string, string> = {}, change: Partial<Services> = { tokens }) {
  const services = { ...aSystem().services, ...change };
  const context = new InvocationContext({ functionName: 'test', logHandler: () => undefined });
  const request = new HttpRequest({ method: route.method, url: 'https://docscore.test/', headers });
  const answer = (await admission(services)(route)(request, context)) as HttpResponseInit;
  if (answer.status !== 204 && routes.some(({ name }) => name === route.name)) await asDocumentedOf(route, answer);
  const problem = answer.body === undefined ? {} : (JSON.parse(answer.body as string) as Record<string, unknown>);
  return {
    status: answer.status,
    headers: answer.headers as Record<string, string>,
    problem,
    caller: callerOf(context),
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** What the host lets pass of a key route had a key. */
const expected: Readonly<Record<Who, Readonly<Record<string, number>>>> = {
  anonymous: { none: 204, other: 204, reader: 204, operator: 204, release: 204 },
  key: { none: 204, other: 204, reader: 204, operator: 204, release: 204 },
  reader: { none: 401, other: 403, reader: 204, operator: 204, release: 204 },
  operator: { none: 401, other: 403, reader: 403, operator: 204, release: 204 },
  release: { none: 401, other: 403, reader: 403, operator: 403, release: 204 },
};

describe('who may', () => {
  it.each(routes.map((route) => ({ name: route.name, who: route.who, route })))(
    '$name is for $who',
    async ({ route }) => {
      const open = aRoute({ ...route, handler: () => () => ({ status: 204 }) });
      const given: Record<string, number | undefined> = {};
      for (const token of ['none', 'other', 'reader', 'operator', 'release'])
        given[token] = (await ask(open, token === 'none' ? {} : bearer(token))).status;

      expect(given).toEqual(expected[route.who]);
    },
  );

  it('operators do what changes documents and rollouts, and nobody does it with a key', () => {
    const changing = routes.filter(
      ({ method, tag }) => method !== 'GET' && tag !== 'Scoring' && tag !== 'Open Inference Protocol',
    );
    const withKey = changing.filter(({ who }) => who === 'key' || who === 'anonymous').map(({ name }) => name);

    expect(withKey).toEqual(['put-document']);
  });

  it('a refusal says what is missing', async () => {
    expect(await ask(aRoute())).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    expect(await ask(aRoute(), bearer('bad'))).toMatchObject({ status: 401, problem: { code: 'unauthorised' } });
    expect((await ask(aRoute(), bearer('reader'))).problem).toMatchObject({
      code: 'forbidden',
      detail: expect.stringContaining('operator') as string,
    });
  });

  it.each(['Basic b3BlcmF0b3I6eA==', 'Bearer', 'operator', 'Bearer a b'])('"%s" is no token', async (authorization) => {
    expect((await ask(aRoute(), { authorization })).status).toBe(401);
  });

  it('nobody has a role where no issuer is set, and none while its keys are away', async () => {
    const away = { verify: () => Promise.reject(new AppError('unavailable', 'Away')) };

    expect((await ask(aRoute(), bearer('release'), { tokens: undefined })).status).toBe(403);
    expect((await ask(aRoute(), bearer('release'), { tokens: away })).status).toBe(503);
  });

  it('headers of a platform that is not there say nothing', async () => {
    const principal = Buffer.from(JSON.stringify({ roles: ['release'] })).toString('base64');

    expect((await ask(aRoute(), { 'x-ms-client-principal': principal })).status).toBe(401);
  });
});

describe('the caller', () => {
  it('is known to the handler by name and roles', async () => {
    const { caller } = await ask(aRoute(), bearer('operator'));

    expect(caller).toEqual({ kind: 'token', name: 'app:operator', roles: ['reader', 'operator'] });
  });

  it('with a key has a name that does not tell the key', async () => {
    const names = await Promise.all(
      ['one', 'two'].map(async (key) => (await ask(aRoute({ who: 'key' }), { 'x-functions-key': key })).caller.name),
    );

    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^key:[0-9a-f]{12}$/);
  });

  it('can be asked for more than the route asks for', async () => {
    const handler: Route['handler'] = () => (_, context) => ({ body: JSON.stringify(requireRole(context, 'release')) });

    await expect(ask(aRoute({ handler }), bearer('operator'))).rejects.toMatchObject({ code: 'forbidden' });
    expect((await ask(aRoute({ handler }), bearer('release'))).problem).toMatchObject({ name: 'app:release' });
  });
});
