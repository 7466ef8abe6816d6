import { BlobServiceClient } from '@azure/storage-blob';
import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { target } from '../target.ts';
import { outputApp, withoutEvents } from './output-app.ts';

const { functions, storage } = await target([
  '--only=storage,cosmos,functions',
  ...outputApp,
  ...withoutEvents,
  '--setting=STREAM=1',
]);
const { url } = functions;
const blobs = BlobServiceClient.fromConnectionString(storage);

describe(page('azure-functions/functions-reference-node#http-streams'), () => {
  it('reads extra inputs of a streamed request by its route and query', async () => {
    await blobs.getContainerClient('inbox').getBlockBlobClient('streamed').upload('bytes', 5);

    const response = await fetch(`${url}/api/read/streamed?k=k&tag=t`);

    expect(await response.json()).toMatchObject({ blob: { buffer: 'bytes' }, text: 'bytes', found: [] });
  });

  it('writes extra outputs beside a streamed response', async () => {
    const response = await fetch(`${url}/api/write/streamed`, { method: 'POST', body: '{"set":{"blob":"beside"}}' });

    expect(await response.text()).toBe('written');
    const blob = blobs.getContainerClient('outbox').getBlobClient('streamed');
    await expect.poll(() => blob.downloadToBuffer().then(String, () => undefined)).toBe('beside');
  });
});
