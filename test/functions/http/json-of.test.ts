import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../src/domain/errors.ts';
import { jsonOf } from '../../../src/functions/http/json-of.ts';
import { queryOf } from '../../../src/functions/http/query-of.ts';

const Body = z.strictObject({
  name: z.string(),
  rows: z.array(z.strictObject({ region: z.enum(['north', 'south']) })).default([]),
});

interface Sent {
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
}

const requestOf = ({ body = '', headers = {}, query = {} }: Sent) =>
  new HttpRequest({
    ...{ method: 'POST', url: 'https://docscore.test/', query, body: { string: body } },
    headers: { 'content-type': 'application/json', ...headers },
  });

const failureOf = async (sent: Sent) => {
  const error: unknown = await jsonOf(requestOf(sent), Body).catch((failure: unknown) => failure);
  return error instanceof AppError ? { code: error.code, errors: error.errors } : error;
};

describe('a JSON body', () => {
  it('is what its schema says', async () => {
    expect(await jsonOf(requestOf({ body: '{"name":"a"}' }), Body)).toEqual({ name: 'a', rows: [] });
  });

  it('that is wrong is refused with the place of each mistake, and with what is allowed there', async () => {
    const body = JSON.stringify({ rows: [{ region: 'north' }, { region: 'east', 'a/b~c': 1 }] });

    const { code, errors } = (await failureOf({ body })) as { code: string; errors: unknown[] };

    expect(code).toBe('invalid');
    expect(errors).toHaveLength(3);
    expect(errors).toEqual(
      expect.arrayContaining([
        { pointer: '/name', message: expect.any(String) as string },
        { pointer: '/rows/1/region', message: expect.any(String) as string, allowed: ['north', 'south'] },
        { pointer: '/rows/1/a~1b~0c', message: 'There is no such field' },
      ]),
    );
  });

  it.each([
    { what: 'broken', sent: { body: '{' }, code: 'invalid' },
    { what: 'empty', sent: { body: '' }, code: 'invalid' },
    { what: 'a form', sent: { body: 'a=1', headers: { 'content-type': 'text/plain' } }, code: 'unsupported' },
    {
      what: 'said to have 1 MB and a byte',
      sent: { body: '{}', headers: { 'content-length': '1000001' } },
      code: 'too-large',
    },
    { what: 'of 1 MB and more without saying so', sent: { body: `"${'x'.repeat(1e6)}"` }, code: 'too-large' },
  ])('is refused: $what', async ({ sent, code }) => {
    expect(await failureOf(sent)).toMatchObject({ code });
  });

  it('is read no further than a little over the limit', async () => {
    let read = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array((read += 65_536) && 65_536)),
    });
    const { headers } = requestOf({});
    const request = { headers, body: endless } as unknown as HttpRequest;

    await expect(jsonOf(request, Body)).rejects.toMatchObject({ code: 'too-large' });
    expect(read).toBeLessThan(1.3e6);
  });
});

describe('a query', () => {
  it('that is wrong is refused with the name of each parameter; the function key is none', () => {
    const query = { limit: 'many', colour: 'red', code: 'a-key' };

    expect(() => queryOf(requestOf({ query }), z.strictObject({ limit: z.coerce.number() }))).toThrow(
      expect.objectContaining({
        code: 'invalid',
        errors: [
          { pointer: '/limit', message: expect.any(String) as string },
          { pointer: '/colour', message: 'There is no such field' },
        ],
      }) as Error,
    );
  });
});
