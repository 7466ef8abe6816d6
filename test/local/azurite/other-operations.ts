import { expect } from 'vitest';
import { block, uploaded } from './operation.ts';
import type { Operation } from './operation.ts';

const refused = (code: string, act: Promise<unknown>) => expect(act).rejects.toMatchObject({ code });

/** None raises any. */
export const others: Omit<Operation, 'events'>[] = [
  { name: 'Put Block', act: (container) => block(container).stageBlock('AAAA', 'x', 1) },
  {
    name: 'Append Block',
    before: (container) => container.getAppendBlobClient('a').create(),
    act: (container) => container.getAppendBlobClient('a').appendBlock('x', 1),
  },
  {
    name: 'Put Page and clear it',
    before: (container) => container.getPageBlobClient('a').create(512),
    act: async (container) => {
      await container.getPageBlobClient('a').uploadPages(Buffer.alloc(512), 0, 512);
      await container.getPageBlobClient('a').clearPages(0, 512);
      await container.getPageBlobClient('a').resize(1024);
    },
  },
  {
    name: 'metadata, tags, headers and tier',
    before: uploaded,
    act: async (container) => {
      await block(container).setMetadata({ a: '1' });
      await block(container).setTags({ a: '1' });
      await block(container).setHTTPHeaders({ blobContentType: 'text/plain' });
      await block(container).setAccessTier('Cool');
    },
  },
  {
    name: 'a lease, its renewal and its end',
    before: uploaded,
    act: async (container) => {
      const lease = block(container).getBlobLeaseClient();
      await lease.acquireLease(15);
      await lease.renewLease();
      await lease.breakLease(0);
    },
  },
  {
    name: 'a snapshot made and deleted',
    before: uploaded,
    act: async (container) => {
      const { snapshot } = await block(container).createSnapshot();
      await block(container)
        .withSnapshot(snapshot ?? '')
        .delete();
    },
  },
  {
    name: 'reads',
    before: uploaded,
    act: async (container) => {
      await block(container).downloadToBuffer();
      await block(container).getBlockList('all');
      for await (const { name } of container.listBlobsFlat()) expect(name).toBe('a');
    },
  },
  {
    name: 'Put Blob that must not be there',
    before: uploaded,
    act: (container) =>
      refused('BlobAlreadyExists', block(container).upload('x', 1, { conditions: { ifNoneMatch: '*' } })),
  },
  {
    name: 'Put Blob of another state',
    before: uploaded,
    act: (container) =>
      refused('ConditionNotMet', block(container).upload('x', 1, { conditions: { ifMatch: '"0x1"' } })),
  },
  {
    name: 'Put Block List of another state',
    before: async (container) => {
      await uploaded(container);
      await block(container).stageBlock('AAAA', 'x', 1);
    },
    act: (container) =>
      refused('ConditionNotMet', block(container).commitBlockList(['AAAA'], { conditions: { ifMatch: '"0x1"' } })),
  },
  {
    name: 'Copy Blob of another state',
    before: uploaded,
    act: (container) =>
      refused(
        'ConditionNotMet',
        block(container, 'b').beginCopyFromURL(block(container).url, { sourceConditions: { ifMatch: '"0x1"' } }),
      ),
  },
  { name: 'Delete Blob of none', act: (container) => refused('BlobNotFound', block(container).delete()) },
  {
    name: 'Put Blob without the lease',
    before: uploaded,
    act: async (container) => {
      await block(container).getBlobLeaseClient().acquireLease(15);
      await refused('LeaseIdMissing', block(container).upload('x', 1));
      await refused('LeaseIdMissing', block(container).delete());
    },
  },
  {
    name: 'Undelete, which Azurite does not have',
    before: async (container) => {
      await uploaded(container);
      await block(container).delete();
    },
    act: (container) => expect(block(container).undelete()).rejects.toThrow(/not implemented/),
  },
  {
    name: 'the end of a container',
    before: uploaded,
    act: (container) => container.delete(),
  },
];
