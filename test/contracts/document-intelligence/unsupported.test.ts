import { describe, expect, it } from 'vitest';
import { source } from '../page.ts';
import { target } from '../target.ts';
import { base64, post, refusal, unchecked } from './clients.ts';
import { pdfOf } from './documents.ts';

const { documentIntelligence: address } = await target(['--only=document-intelligence']);

/** What the service has and this server has not: an error that names it. */
describe(source('docscore/docs/local-cloud.md'), () => {
  it.each([
    { query: { features: ['languages'] }, names: 'features=languages' },
    { query: { features: ['styleFont', 'barcodes'] }, names: 'features=styleFont,barcodes' },
    { query: { queryFields: ['Total'] }, names: 'queryFields=Total' },
    { query: { output: ['pdf'] }, names: 'output=pdf' },
    { query: { output: ['figures'] }, names: 'output=figures' },
    { query: { outputContentFormat: 'markdown' }, names: 'outputContentFormat=markdown' },
    { query: { split: 'auto' }, names: 'split' },
    { model: 'prebuilt-layout', names: 'prebuilt-layout' },
    { model: 'prebuilt-invoice', names: 'prebuilt-invoice' },
  ])('refuses $names', async ({ names, query = {}, model = 'prebuilt-read' }) => {
    const refused = await refusal(post(address, base64(await pdfOf(['x'])), { query, model }));

    expect(refused).toMatchObject({ status: '400', code: 'InvalidRequest', inner: 'NotSupported' });
    expect(refused.message).toContain(names);
  });

  it.each([
    { file: Buffer.from('II*\0 and so on'), names: 'TIFF' },
    { file: Buffer.from('BM and so on'), names: 'BMP' },
    { file: Buffer.from('PK\x03\x04 and so on'), names: 'DOCX' },
    { file: Buffer.from('<html>and so on'), names: 'HTML' },
    { file: Buffer.from('\0\0\0\x18ftypheic and so on'), names: 'HEIF' },
  ])('refuses $names files', async ({ file, names }) => {
    const refused = await refusal(post(address, base64(file)));

    expect(refused).toMatchObject({ status: '400', code: 'InvalidRequest', inner: 'UnsupportedContent' });
    expect(refused.message).toContain(names);
  });

  it.each([
    { path: '/documentModels/prebuilt-read:analyzeBatch' },
    { path: '/documentModels/prebuilt-read/analyzeResults/some-id/pdf' },
    { path: '/documentModels:build' },
    { path: '/documentClassifiers/mine:analyze' },
    { path: '/operations' },
    { path: '/documentModels' },
  ])('refuses $path', async ({ path }) => {
    const refused = await refusal(unchecked(address, path).get());

    expect(refused).toMatchObject({ status: '400', code: 'InvalidRequest', inner: 'NotSupported' });
    expect(refused.message).toContain(path);
  });

  it('fetches nothing from elsewhere', async () => {
    const refused = await refusal(post(address, { urlSource: 'https://example.test/file.pdf' }));

    expect(refused).toMatchObject({ status: '403', code: 'Forbidden', inner: 'OutboundAccessForbidden' });
    expect(refused.message).toContain('example.test');
  });
});
