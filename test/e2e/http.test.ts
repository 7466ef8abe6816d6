import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { call, idOf, show } from './documents-api.ts';
import { endOf } from './hub.ts';
import { runningSystem } from './running-system.ts';

const review = 'The pasta was delicious and our waiter could not have been kinder. The best dinner in years.';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly next?: string;
}

describe('the HTTP interface', () => {
  const running = runningSystem({ UPLOAD_LIMIT_MB: '1' });

  const put = (path: string, body: RequestInit['body'] = review) =>
    call(running.system, `/api/documents/${path}`, {
      method: 'PUT',
      body: body ?? null,
      headers: { 'content-type': 'text/plain' },
    });

  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    return (await response.json()) as Problem;
  };

  it('takes a document, says where it is, and shows it when it is scored', async () => {
    const response = await put('reviews/first%20one.txt');
    const receipt = (await response.json()) as { documentId: string; version: string };
    await running.hub.events(endOf('reviews/first one.txt'));

    expect([response.status, response.headers.get('location')]).toEqual([
      202,
      `/api/documents/${idOf('reviews/first one.txt')}`,
    ]);
    expect(receipt).toMatchObject({
      documentId: idOf('reviews/first one.txt'),
      name: 'reviews/first one.txt',
      sizeBytes: review.length,
    });
    const shown = await show(running.system, 'reviews/first one.txt');
    expect(shown).toMatchObject({ state: 'scored', version: receipt.version, pages: 1, answer: { label: 'review' } });
    expect(shown.runs[0]).toMatchObject({
      stages: { ocr: { attempts: 1 }, preprocess: { attempts: 1 }, score: { attempts: 1 } },
    });
  });

  it('lists documents in pages, by state and by the beginning of the name', async () => {
    for (const name of ['list/a.txt', 'list/b.txt', 'list/c.txt']) {
      expect((await put(name)).status).toBe(202);
      await running.hub.events(endOf(name));
    }
    const list = async (query: string) =>
      (await (await call(running.system, `/api/documents?${query}`)).json()) as {
        documents: { name: string }[];
        next?: string;
      };

    const first = await list('name=list/&limit=2');
    const second = await list(`name=list/&limit=2&next=${first.next ?? ''}`);

    expect([...first.documents, ...second.documents].map(({ name }) => name)).toEqual([
      'list/c.txt',
      'list/b.txt',
      'list/a.txt',
    ]);
    expect(second.next).toBeUndefined();
    expect((await list('name=list/&state=dead')).documents).toEqual([]);
    expect(await problemOf(await call(running.system, '/api/documents?limit=0&colour=red'))).toMatchObject({
      status: 400,
      code: 'invalid',
      detail: expect.stringContaining('colour') as string,
    });
  });

  it.each([
    { what: 'an encoded slash', path: 'a%2Fb.txt', rule: 'encoded slash' },
    { what: 'a twice encoded slash', path: 'a%252fb.txt', rule: 'encoded slash' },
    { what: 'a line break', path: 'a%0ab.txt', rule: 'control characters' },
    { what: '1,025 characters', path: 'x'.repeat(1025), rule: '1024 characters' },
    { what: 'a backslash', path: 'a%5Cb.txt', rule: 'backslash' },
    { what: 'a slash at its end', path: 'folder/', rule: 'slash or a dot' },
  ])('refuses a name with $what by the rule that it breaks', async ({ path, rule }) => {
    expect(await problemOf(await put(path))).toMatchObject({
      status: 400,
      code: 'invalid',
      detail: expect.stringContaining(rule) as string,
      next: expect.any(String) as string,
    });
  });

  it.each([
    { what: '1,024 characters', name: 'y'.repeat(1020) + '.txt' },
    { what: 'a percent sign', name: '100%.txt' },
    { what: 'U+202E', name: 'gpj.\u202etxt' },
    { what: 'folders and blanks', name: 'a/b c/ü.txt' },
  ])('stores a name with $what as it is', async ({ name }) => {
    expect((await put(name.split('/').map(encodeURIComponent).join('/'))).status).toBe(202);
    const [event] = await running.hub.events(endOf(name));

    expect(event?.data.documentId).toBe(idOf(name));
  });

  it('takes names from the container that HTTP would not take', async () => {
    const name = 'odd/a%2f..%2fb\u202e.txt';
    await running.system.uploads.getBlockBlobClient(name).upload(review, review.length);
    await running.hub.events(endOf(name, 'scored'));

    expect(await show(running.system, name)).toMatchObject({ state: 'scored', name });
  });

  it('refuses a body over the limit, with and without its length told, and stores nothing of it', async () => {
    const large = Buffer.alloc(1_000_001, 'a');

    expect(await problemOf(await put('large.txt', large))).toMatchObject({ status: 413, code: 'too-large' });
    expect(await putChunked('/api/documents/chunked.txt', large)).toBe(413);
    expect(await running.system.uploads.getBlobClient('large.txt').exists()).toBe(false);
    expect(await running.system.uploads.getBlobClient('chunked.txt').exists()).toBe(false);
  });

  it('answers 404 for a document, a page and a version that is not there', async () => {
    expect((await put('known.txt')).status).toBe(202);
    await running.hub.events(endOf('known.txt'));
    const known = `/api/documents/${idOf('known.txt')}`;

    for (const path of [
      '/api/documents/nobody',
      `/api/documents/${'a'.repeat(26)}`,
      `${known}/pages/1`,
      `${known}/pages/x`,
      `${known}/ocr?version=0x0`,
    ]) {
      expect(await problemOf(await call(running.system, path)), path).toMatchObject({ status: 404, code: 'not-found' });
    }
  });

  it('asks for a key, except for what tells nothing', async () => {
    const statusOf = async (path: string) => (await fetch(`${running.system.url}${path}`)).status;

    expect(
      await Promise.all(['/api/documents', '/api/health/ready', '/api/health/live', '/api/version'].map(statusOf)),
    ).toEqual([401, 401, 200, 200]);
  });

  it('is ready, and says what runs', async () => {
    const ready = await call(running.system, '/api/health/ready');
    const version = await call(running.system, '/api/version');

    expect([ready.status, await ready.json()]).toMatchObject([
      200,
      { status: 'ready', checks: { cosmos: { ok: true }, models: { ok: true } } },
    ]);
    expect(await version.json()).toMatchObject({
      name: 'docscore',
      version: expect.any(String) as string,
      node: expect.stringMatching(/^v/) as string,
    });
  });

  /** Without a length, as a pipe does it. @returns the status. */
  const putChunked = (path: string, body: Buffer) =>
    new Promise<number | undefined>((answered, failed) => {
      const outgoing = request(`${running.system.url}${path}`, {
        method: 'PUT',
        headers: { 'x-functions-key': running.system.keys.default, 'transfer-encoding': 'chunked' },
      });
      outgoing.once('response', (response) => {
        response.resume();
        answered(response.statusCode);
      });
      outgoing.once('error', failed);
      outgoing.end(body);
    });
});
