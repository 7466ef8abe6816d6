import { AzureKeyCredential, DocumentModelAdministrationClient } from '@azure/ai-form-recognizer';
import { isUnexpected } from '@azure-rest/ai-document-intelligence';
import { beforeEach, describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { target } from '../target.ts';
import { analyse, base64, failure, post, unchecked, v3 } from './clients.ts';
import { pdfOf } from './documents.ts';

const { documentIntelligence: address, control } = await target(['--only=document-intelligence', '--control']);
beforeEach(async () => {
  await fetch(`${control}/faults`, { method: 'DELETE' });
});

const say = (path: string, body: object) => fetch(`${control}${path}`, { method: 'POST', body: JSON.stringify(body) });
const fault = (operation: string, trouble: object) =>
  say('/faults', { service: 'document-intelligence', operation, trouble, times: 1 });

/** An analysis that was begun with the SDK of v4. */
async function begin() {
  const { headers } = await post(address, base64(await pdfOf(['kept'])));
  const operation = unchecked(address, headers['operation-location']);
  return { status: async () => (await operation.get()).status, remove: async () => (await operation.remove()).status };
}

describe(
  source(
    'Azure/azure-rest-api-specs/blob/main/specification/ai/data-plane/DocumentIntelligence/stable/2024-11-30/DocumentIntelligence.json',
  ),
  () => {
    it('forgets a result that is deleted', async () => {
      const { status, remove } = await begin();
      expect(await status()).toBe('200');

      expect(await remove()).toBe('204');

      expect([await status(), await remove()]).toEqual(['404', '404']);
    });
  },
);

describe(
  source('Azure/azure-sdk-for-js/sdk/formrecognizer/ai-form-recognizer/src/documentModelAdministrationClient.ts'),
  () => {
    it('says what the resource has: no models of its own', async () => {
      const { endpoint, key } = address;
      const client = new DocumentModelAdministrationClient(endpoint, new AzureKeyCredential(key), {
        allowInsecureConnection: true,
      });

      const { customDocumentModels, customNeuralDocumentModelBuilds } = await client.getResourceDetails();

      expect(customDocumentModels.count).toBe(0);
      expect(customDocumentModels.limit).toBeGreaterThan(0);
      expect(customNeuralDocumentModelBuilds.quotaResetOn.getTime()).toBeGreaterThan(Date.now());
    });
  },
);

describe(page('ai-foundry/responsible-ai/document-intelligence/data-privacy-security'), () => {
  it('keeps a result for 24 hours', async () => {
    const { status } = await begin();

    await say('/clock', { advanceMs: 1_439 * 60_000 });
    const before = await status();
    await say('/clock', { advanceMs: 2 * 60_000 });

    expect([before, await status()]).toEqual(['200', '404']);
  });
});

describe(page('ai-services/document-intelligence/service-limits'), () => {
  it('says 429 and when to come again', async () => {
    await fault('^POST', { kind: 'error', status: 429, retryAfterMs: 7_000 });

    const response = await post(address, base64(await pdfOf(['x'])));

    expect(isUnexpected(response)).toBe(true);
    expect([response.status, response.headers]).toMatchObject(['429', { 'retry-after': '7' }]);
  });

  it('serves the SDK that comes again after 429', async () => {
    await fault('^POST', { kind: 'error', status: 429, retryAfterMs: 1 });

    const poller = await v3(address, 1).beginAnalyzeDocument('prebuilt-read', await pdfOf(['at last']), {
      updateIntervalInMs: 100,
    });

    expect((await poller.pollUntilDone()).content).toBe('at last');
  });

  it('fails the SDK that does not', async () => {
    await fault('^POST', { kind: 'error', status: 429 });

    expect(await failure(analyse(address, await pdfOf(['x'])))).toMatchObject({ status: 429 });
  });
});
