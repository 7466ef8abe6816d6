import { BlobSASPermissions } from '@azure/storage-blob';
import type { ContainerClient } from '@azure/storage-blob';
import { block, uploaded } from './operation.ts';
import type { Operation } from './operation.ts';

const readable = (container: ContainerClient) =>
  block(container).generateSasUrl({
    permissions: BlobSASPermissions.parse('r'),
    expiresOn: new Date(Date.now() + 3_600_000),
  });
const copied = ['BlobCreated CopyBlob b'];

/** Each raises exactly one event. */
export const writes: Operation[] = [
  { name: 'Put Blob', act: (container) => block(container).upload('x', 1), events: ['BlobCreated PutBlob a'] },
  {
    name: 'Put Blob over a blob',
    before: uploaded,
    act: (container) => block(container).upload('x', 1),
    events: ['BlobCreated PutBlob a'],
  },
  {
    name: 'Put Blob without a byte',
    act: (container) => block(container).upload('', 0),
    events: ['BlobCreated PutBlob a'],
  },
  {
    name: 'Put Block List',
    before: (container) => block(container).stageBlock('AAAA', 'x', 1),
    act: (container) => block(container).commitBlockList(['AAAA']),
    events: ['BlobCreated PutBlockList a'],
  },
  {
    name: 'Put Block List over a blob',
    before: async (container) => {
      await uploaded(container);
      await block(container).stageBlock('AAAA', 'x', 1);
    },
    act: (container) => block(container).commitBlockList(['AAAA']),
    events: ['BlobCreated PutBlockList a'],
  },
  {
    name: 'a large upload of the SDK, in blocks',
    act: (container) => block(container).uploadData(Buffer.alloc(3000), { blockSize: 1000, maxSingleShotSize: 1000 }),
    events: ['BlobCreated PutBlockList a'],
  },
  {
    name: 'Copy Blob',
    before: uploaded,
    act: async (container) => (await block(container, 'b').beginCopyFromURL(block(container).url)).pollUntilDone(),
    events: copied,
  },
  {
    name: 'Copy Blob From URL',
    before: uploaded,
    act: async (container) => block(container, 'b').syncCopyFromURL(await readable(container)),
    events: copied,
  },
  {
    name: 'Put Blob of an append blob',
    act: (container) => container.getAppendBlobClient('a').create(),
    events: ['BlobCreated PutBlob a'],
  },
  {
    name: 'Put Blob of a page blob',
    act: (container) => container.getPageBlobClient('a').create(512),
    events: ['BlobCreated PutBlob a'],
  },
  {
    name: 'Delete Blob',
    before: uploaded,
    act: (container) => block(container).delete(),
    events: ['BlobDeleted DeleteBlob a'],
  },
  {
    name: 'Delete Blob with its snapshots',
    before: async (container) => {
      await uploaded(container);
      await block(container).createSnapshot();
    },
    act: (container) => block(container).delete({ deleteSnapshots: 'include' }),
    events: ['BlobDeleted DeleteBlob a'],
  },
  {
    name: 'a batch of which one part fails',
    before: uploaded,
    act: (container) => container.getBlobBatchClient().deleteBlobs([block(container), block(container, 'absent')]),
    events: ['BlobDeleted DeleteBlob a'],
  },
  {
    name: 'Put Blob under a lease',
    before: uploaded,
    act: async (container) => {
      const { leaseId } = await block(container).getBlobLeaseClient().acquireLease(15);
      await block(container).upload('x', 1, { conditions: { leaseId: leaseId ?? '' } });
    },
    events: ['BlobCreated PutBlob a'],
  },
];
