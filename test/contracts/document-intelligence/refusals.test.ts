import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { analyse, analyseV4, base64, failure, post, refusal, unchecked, v3, v4 } from './clients.ts';
import { pdfOf, pictureOf } from './documents.ts';

const { documentIntelligence: address } = await target(['--only=document-intelligence']);

/** On this machine, with one PDF; anything else is 404. */
const file = await pdfOf(['fetched']);
const server = createServer(({ url }, response) => {
  response.writeHead(url === '/file.pdf' ? 200 : 404).end(url === '/file.pdf' ? file : undefined);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
afterAll(() => server.close());
const web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const swagger = source(
  'Azure/azure-rest-api-specs/blob/main/specification/ai/data-plane/DocumentIntelligence/stable/2024-11-30/DocumentIntelligence.json',
);
const junk = Buffer.from('neither fish nor fowl');

describe.concurrent(page('ai-services/document-intelligence/v3-error-guide'), () => {
  it.each([
    { what: 'what is no document', file: () => Promise.resolve(junk) },
    { what: 'nothing', file: () => Promise.resolve(Buffer.alloc(0)) },
  ])('refuses $what at once with InvalidContent', async ({ file }) => {
    expect(await failure(analyse(address, await file()))).toMatchObject({
      status: 400,
      code: 'InvalidRequest',
      inner: 'InvalidContent',
    });
    expect(await refusal(post(address, base64(await file())))).toMatchObject({
      status: '400',
      code: 'InvalidRequest',
      inner: 'InvalidContent',
    });
  });

  it.each([
    { what: 'a PDF that was cut off', file: async () => (await pdfOf(['one', 'two'])).subarray(0, 700) },
    { what: 'a picture that was cut off', file: async () => (await pictureOf('x', 2)).png.subarray(0, 60) },
    { what: 'a PDF with a password', file: async () => await pdfOf(['one'], { userPassword: 'secret' }) },
  ])('fails the analysis of $what with InvalidContent', async ({ file }) => {
    const { status, code, message } = await failure(analyse(address, await file()));

    expect({ status, code }).toEqual({ status: undefined, code: 'InvalidContent' });
    expect(message).toContain('The file is corrupted or format is unsupported');
  });

  it('fails the analysis of a picture that is too small with InvalidContentDimensions', async () => {
    const { png } = await pictureOf('x', 0.08);

    expect(await failure(analyse(address, png))).toMatchObject({ code: 'InvalidContentDimensions' });
  });

  it('does not know a model that nobody built', async () => {
    expect(await failure(v3(address).beginAnalyzeDocument('my-model', await pdfOf(['x'])))).toMatchObject({
      status: 404,
      code: 'NotFound',
      inner: 'ModelNotFound',
    });
  });

  it('does not know an operation that it did not start', async () => {
    const looked = await v4(address)
      .path(
        '/documentModels/{modelId}/analyzeResults/{resultId}',
        'prebuilt-read',
        '00000000-0000-0000-0000-000000000000',
      )
      .get();

    expect(looked.status).toBe('404');
    expect(looked.body).toMatchObject({ error: { code: 'NotFound', innererror: { code: 'OperationNotFound' } } });
  });

  it.each([
    { query: { pages: '3-1' }, names: 'pages' },
    { query: { pages: '0' }, names: 'pages' },
    { query: { pages: 'first' }, names: 'pages' },
    { query: { stringIndexType: 'bytes' }, names: 'stringIndexType' },
    { query: { locale: '?' }, names: 'locale' },
  ])('names the parameter that is invalid: $query', async ({ query, names }) => {
    const refused = await refusal(post(address, base64(await pdfOf(['x'])), { query }));

    expect(refused).toMatchObject({ status: '400', code: 'InvalidArgument', inner: 'InvalidParameter' });
    expect(refused.message).toContain(`The parameter ${names} is invalid`);
  });

  it('fails when the document has none of the pages', async () => {
    expect(await failure(analyse(address, await pdfOf(['x']), { pages: '2-3' }))).toMatchObject({
      code: 'InvalidParameter',
    });
  });

  it('asks for the source that is missing', async () => {
    expect(await refusal(post(address, {}))).toMatchObject({
      status: '400',
      code: 'InvalidArgument',
      inner: 'ParameterMissing',
    });
  });

  it('refuses a URL that is none with InvalidContentSourceFormat', async () => {
    expect(await refusal(post(address, { urlSource: 'ftp://127.0.0.1/x.pdf' }))).toMatchObject({
      status: '400',
      inner: 'InvalidContentSourceFormat',
    });
  });

  it('says ContentSourceNotAccessible of a URL where nothing is', async () => {
    expect(await refusal(post(address, { urlSource: `${web}/absent.pdf` }))).toMatchObject({
      status: '400',
      inner: 'ContentSourceNotAccessible',
    });
  });

  it('refuses a type of content that it does not take', async () => {
    const { post } = unchecked(address, '/documentModels/prebuilt-read:analyze');

    expect(await refusal(post({ contentType: 'text/plain', body: 'hello' }))).toMatchObject({
      status: '415',
      code: 'UnsupportedMediaType',
    });
  });

  it('does not take another method', async () => {
    const { put } = unchecked(address, '/documentModels/prebuilt-read:analyze');

    expect(await refusal(put({ body: {} }))).toMatchObject({ status: '405', code: 'MethodNotAllowed' });
  });
});

describe.concurrent(page('ai-services/authentication'), () => {
  it.each([
    { what: 'a wrong key', key: 'wrong' },
    { what: 'no key', key: '' },
  ])('lets nobody in with $what', async ({ key }) => {
    const response = await fetch(
      `${address.endpoint}/documentintelligence/documentModels/prebuilt-read:analyze?api-version=2024-11-30`,
      { method: 'POST', headers: key ? { 'ocp-apim-subscription-key': key } : {}, body: await pdfOf(['x']) },
    );

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: '401' } });
  });

  it('tells the SDK that the key is wrong', async () => {
    expect(await failure(analyse({ ...address, key: 'wrong' }, await pdfOf(['x'])))).toMatchObject({
      status: 401,
      code: '401',
    });
  });
});

describe.concurrent(swagger, () => {
  it('fetches a file whose URL it is given', async () => {
    expect((await analyseV4(address, { urlSource: `${web}/file.pdf` }))?.content).toBe('fetched');
  });

  it('takes one source, not two', async () => {
    const refused = await refusal(post(address, { urlSource: `${web}/file.pdf`, ...base64(await pdfOf(['x'])) }));

    expect(refused).toMatchObject({ status: '400', code: 'InvalidArgument' });
  });

  it('answers only the API version that it has', async () => {
    const response = await fetch(
      `${address.endpoint}/documentintelligence/documentModels/prebuilt-read:analyze?api-version=2020-01-01`,
      { method: 'POST', headers: { 'ocp-apim-subscription-key': address.key }, body: '{}' },
    );

    expect([response.status, await response.text()]).toEqual([404, expect.stringContaining('2020-01-01')]);
  });
});
