import { describe, expect, it } from 'vitest';
import { azuriteForEachTest } from './running-azurite.ts';

const running = azuriteForEachTest();

describe('the storage events', () => {
  it('tell of an upload what the service tells', async () => {
    const container = await running.container();
    const blob = container.getBlockBlobClient('2026/Rechnung für %2f.pdf');
    const { etag } = await blob.upload('%PDF', 4, { blobHTTPHeaders: { blobContentType: 'application/pdf' } });

    expect(running.events).toMatchObject([
      {
        eventType: 'Microsoft.Storage.BlobCreated',
        subject: '/blobServices/default/containers/documents/blobs/2026/Rechnung für %2f.pdf',
        data: {
          api: 'PutBlob',
          eTag: etag?.replaceAll('"', ''),
          contentType: 'application/pdf',
          contentLength: 4,
          blobType: 'BlockBlob',
          url: blob.url,
        },
      },
    ]);
    expect(running.events[0]?.data.sequencer).toMatch(/^[0-9a-f]{48}$/);
  });

  it('give the size of what was committed for a block list', async () => {
    const container = await running.container();
    const blob = container.getBlockBlobClient('large.tif');
    await blob.stageBlock('AAAA', 'first', 5);
    await blob.stageBlock('BBBB', 'second', 6);
    expect(running.events).toEqual([]);

    await blob.commitBlockList(['AAAA', 'BBBB'], { blobHTTPHeaders: { blobContentType: 'image/tiff' } });

    expect(running.events).toMatchObject([
      { data: { api: 'PutBlockList', contentLength: 11, contentType: 'image/tiff' } },
    ]);
  });

  it('tell of copies and deletions, in a batch too', async () => {
    const container = await running.container();
    const [a, b] = [container.getBlockBlobClient('a'), container.getBlockBlobClient('b')];
    await a.upload('x', 1);
    await (await b.beginCopyFromURL(a.url)).pollUntilDone();
    await a.createSnapshot();
    await a.delete({ deleteSnapshots: 'include' });
    await container.getBlockBlobClient('c').upload('x', 1);
    await container.getBlobBatchClient().deleteBlobs([b, container.getBlockBlobClient('c')]);

    expect(
      running.events.map(({ eventType, subject, data }) => [eventType.split('.')[2], data.api, subject.at(-1)]),
    ).toEqual([
      ['BlobCreated', 'PutBlob', 'a'],
      ['BlobCreated', 'CopyBlob', 'b'],
      ['BlobDeleted', 'DeleteBlob', 'a'],
      ['BlobCreated', 'PutBlob', 'c'],
      ['BlobDeleted', 'DeleteBlob', 'b'],
      ['BlobDeleted', 'DeleteBlob', 'c'],
    ]);
    const sequencers = running.events.map(({ data }) => data.sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].sort());
  });

  it('are not raised by what commits nothing', async () => {
    const container = await running.container();
    const blob = container.getBlockBlobClient('a');
    await blob.upload('x', 1);
    running.events.length = 0;

    await expect(blob.upload('y', 1, { conditions: { ifNoneMatch: '*' } })).rejects.toMatchObject({ statusCode: 409 });
    await expect(blob.upload('y', 1, { conditions: { ifMatch: '"0x1"' } })).rejects.toMatchObject({ statusCode: 412 });
    await expect(container.getBlobClient('absent').delete()).rejects.toMatchObject({ statusCode: 404 });
    await blob.stageBlock('AAAA', 'x', 1);
    await blob.setMetadata({ a: '1' });
    await blob.setTags({ a: '1' });
    await blob.setHTTPHeaders({ blobContentType: 'text/plain' });
    await blob.setAccessTier('Cool');
    await blob.createSnapshot();
    await blob.delete({ deleteSnapshots: 'only' });
    await blob.getBlobLeaseClient().acquireLease(15);
    await container.delete();

    expect(running.events).toEqual([]);
  });

  it('come exactly once for each of many uploads at the same time', async () => {
    const container = await running.container();
    const names = Array.from({ length: 60 }, (_, index) => `d${index}`);
    await Promise.all(names.map((name) => container.getBlockBlobClient(name).upload(name, name.length)));

    expect(running.events.map(({ subject }) => subject.split('/').at(-1)).sort()).toEqual(names.sort());
    expect(running.events.map(({ data }) => data.contentLength)).toEqual(
      running.events.map(({ subject }) => subject.split('/').at(-1)?.length),
    );
  });

  it('cost the client its answer when they cannot be handed on', async () => {
    const container = await running.container();
    running.onBlobEvent = () => {
      throw new Error('disk full');
    };

    await expect(container.getBlockBlobClient('a').upload('x', 1)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });
});
