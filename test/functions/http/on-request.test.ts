import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpRequest, InvocationContext, type HttpResponseInit } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { onRequest } from '../../../src/functions/http/on-request.ts';
import { aSystem } from '../a-system.ts';

async function answerOf(handle: () => Promise<HttpResponseInit>, url = 'https://docscore.test/') {
  const logged: string[] = [];
  const context = new InvocationContext({
    functionName: 'test',
    logHandler: (_level, ...args) => logged.push(args.join(' ')),
    traceContext: { traceParent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
  });
  const request = new HttpRequest({ method: 'GET', url });
  const answer = (await onRequest(aSystem().services, handle)(request, context)) as HttpResponseInit;
  const headers = answer.headers as Record<string, string>;
  return { ...answer, headers, problem: JSON.parse((answer.body as string | undefined) ?? '{}') as object, logged };
}

/** What the host says on each answer beside it. */
const host = JSON.parse(readFileSync(join(import.meta.dirname, '../../../host.json'), 'utf8')) as {
  extensions: { http: { customHeaders: Record<string, string> } };
};
const { customHeaders } = host.extensions.http;
const hostHeaders = Object.fromEntries(
  Object.entries(customHeaders).map(([name, value]) => [name.toLowerCase(), value]),
);

const refuse = (error: Error) => () => Promise.reject(error);

describe('an answer over HTTP', () => {
  it.each([
    { what: 'what was asked for', handle: () => Promise.resolve({ jsonBody: {} }) },
    { what: 'a refusal', handle: refuse(new AppError('not-found', 'No')) },
    { what: 'a defect', handle: refuse(new Error('Broken')) },
  ])('says how a browser has to treat $what', async ({ handle }) => {
    expect({ ...hostHeaders, ...(await answerOf(handle)).headers }).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'content-security-policy': expect.stringContaining("default-src 'none'") as string,
      'cache-control': 'no-store',
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8,}/) as string,
    });
  });

  it('asks for TLS only where there is some', async () => {
    const plain = await answerOf(() => Promise.resolve({}), 'http://127.0.0.1:7071/');

    expect(plain.headers).not.toHaveProperty('strict-transport-security');
  });

  it('can have a policy of its own', async () => {
    const { headers } = await answerOf(() => Promise.resolve({ headers: { 'content-security-policy': 'mine' } }));

    expect(headers).toMatchObject({ 'content-security-policy': 'mine', 'cache-control': 'no-store' });
  });

  it('is a problem with the places of what is wrong, and what to do', async () => {
    const errors = [{ pointer: '/instances/3/region', message: 'No such region', allowed: ['north'] }];

    const { status, headers, problem } = await answerOf(
      refuse(new AppError('invalid', 'One value is wrong', { next: 'Mend it', errors })),
    );

    expect([status, headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect(problem).toMatchObject({ status: 400, code: 'invalid', next: 'Mend it', errors, traceId: 'a'.repeat(32) });
  });

  it.each([
    { code: 'too-many' as const, seconds: 1.2, told: '2' },
    { code: 'unavailable' as const, seconds: undefined, told: '5' },
  ])('$code says when to come again', async ({ code, seconds, told }) => {
    const options = seconds === undefined ? {} : { retryAfterSeconds: seconds };

    expect((await answerOf(refuse(new AppError(code, 'Later', options)))).headers['retry-after']).toBe(told);
  });

  it('tells nothing of a defect but where the log tells more', async () => {
    const { status, body, logged } = await answerOf(refuse(new Error('secret at line 7')));

    expect([status, body]).toEqual([500, expect.not.stringContaining('secret') as string]);
    expect(body).toContain('a'.repeat(32));
    expect(logged.join()).toContain('secret at line 7');
  });
});
