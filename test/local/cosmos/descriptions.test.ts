import { describe, expect, it } from 'vitest';
import { type ContainerDescription, startCosmos } from '../../../src/local/cosmos/cosmos.ts';
import { aCosmos, aFolder } from './a-cosmos.ts';

const described: ContainerDescription[] = [
  { database: 'app', id: 'documents', partitionKey: '/documentId', defaultTtlSeconds: -1 },
  { database: 'app', id: 'leases', partitionKey: '/id' },
];

describe('a description', () => {
  it('may be applied again: items stay, a changed TTL counts', async () => {
    const dir = await aFolder();
    const first = await aCosmos({ dir, containers: described });
    await first.client.database('app').container('leases').items.create({ id: 'lease' });
    await first.service.stop();

    const containers = described.map((container) => ({ ...container, defaultTtlSeconds: 30 }));
    const second = await aCosmos({ dir, containers });

    const leases = second.client.database('app').container('leases');
    expect((await leases.item('lease', 'lease').read()).statusCode).toBe(200);
    expect((await leases.read()).resource?.defaultTtl).toBe(30);
  });

  it('that moves a partition key stops the start and names the container', async () => {
    const dir = await aFolder();
    const { service } = await aCosmos({ dir, containers: described });
    await service.stop();
    const containers = [{ database: 'app', id: 'leases', partitionKey: '/other' }];

    await expect(startCosmos({ dir, port: 0, containers })).rejects.toThrow('dbs/app/colls/leases');
  });

  it('may ask for several physical partitions, which stay after a restart', async () => {
    const dir = await aFolder();
    const containers = [{ database: 'app', id: 'wide', partitionKey: '/x', ranges: 3 }];
    const first = await aCosmos({ dir, containers });
    await first.service.stop();

    const second = await aCosmos({ dir, containers });

    expect(await second.client.database('app').container('wide').getFeedRanges()).toHaveLength(3);
  });
});
