import { describe, expect, it } from 'vitest';
import { page, source } from '../page.ts';
import { aNamespace, aProducer, aStretch, failureOf, read } from './clients.ts';

const namespace = await aNamespace();

describe(source('Azure/azure-sdk-for-js/sdk/eventhub/event-hubs/src/managementClient.ts'), () => {
  it('describes a hub', async () => {
    const description = await aProducer(namespace, 'keyed').getEventHubProperties();

    expect(description).toMatchObject({
      name: 'keyed',
      partitionIds: ['0', '1', '2', '3', '4', '5', '6', '7'],
      isGeoDrEnabled: false,
    });
    expect(description.createdOn.getTime()).toBeLessThanOrEqual(Date.now());
    expect(description.createdOn.getTime()).toBeGreaterThan(Date.UTC(2020));
  });

  it('describes an empty partition', async () => {
    const partition = await aProducer(namespace, 'spread').getPartitionProperties('1');

    expect(partition).toMatchObject({
      eventHubName: 'spread',
      partitionId: '1',
      isEmpty: true,
      lastEnqueuedSequenceNumber: -1,
      lastEnqueuedOffset: '-1',
    });
  });

  it('describes what a partition holds', async () => {
    const stretch = await aStretch(namespace);
    const producer = aProducer(namespace);
    await producer.sendBatch([{ body: 1 }, { body: 2 }, { body: 3 }], { partitionId: stretch.partitionId });
    const last = (await read(namespace, stretch).received(3))[2];

    const partition = await producer.getPartitionProperties(stretch.partitionId);

    expect(partition).toMatchObject({
      isEmpty: false,
      lastEnqueuedSequenceNumber: stretch.first + 2,
      lastEnqueuedOffset: last?.offset,
      lastEnqueuedOnUtc: last?.enqueuedTimeUtc,
    });
    expect(partition.beginningSequenceNumber).toBeLessThanOrEqual(stretch.first);
  });

  it('knows a hub by its name in any case', async () => {
    expect(await aProducer(namespace, 'KEYED').getEventHubProperties()).toMatchObject({ name: 'keyed' });
  });

  it('refuses a partition that is not there', async () => {
    const failure = failureOf(aProducer(namespace).getPartitionProperties('32'));

    expect(await failure).toMatchObject({ code: 'ArgumentOutOfRangeError' });
  });

  it('refuses a hub that is not there', async () => {
    const failure = failureOf(aProducer(namespace, 'nothing').getEventHubProperties());

    expect(await failure).toMatchObject({ code: 'MessagingEntityNotFoundError' });
  });
});

describe(page('event-hubs/authenticate-shared-access-signature'), () => {
  it.each(['SharedAccessKey', 'SharedAccessKeyName'])('refuses a token made with a wrong %s', async (part) => {
    const wrong = { connectionString: namespace.connectionString.replace(new RegExp(`${part}=[^;]*`), `${part}=x`) };

    expect(await failureOf(aProducer(wrong).getEventHubProperties())).toMatchObject({ code: 'UnauthorizedError' });
    expect(await failureOf(aProducer(wrong).sendBatch([{ body: 1 }]))).toMatchObject({ code: 'UnauthorizedError' });
  });
});
