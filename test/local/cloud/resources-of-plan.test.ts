import { describe, expect, it } from 'vitest';
import { docscoreResources } from '../../../src/local/cloud/docscore-resources.ts';
import { resourcesOfPlan, subscriptionsOfPlan } from '../../../src/local/cloud/resources-of-plan.ts';
import { deploymentAfter } from '../../infra/changed-files.ts';

describe('the local cloud from the plan', () => {
  it('has the containers, queues and hubs of docscore, and none of the hosts', () => {
    const { blobContainers, queues, eventHubs, cosmosContainers, cosmos } = docscoreResources();

    expect(blobContainers).toEqual(
      expect.arrayContaining(['documents', 'artifacts', 'models', 'deadletter', 'training']),
    );
    expect(blobContainers).not.toContain('deployment');
    expect(queues).toEqual(expect.arrayContaining(['ocr', 'preprocess', 'score']));
    expect(eventHubs.map(({ name, consumerGroups }) => ({ name, consumerGroups }))).toEqual([
      { name: 'predictions', consumerGroups: [] },
      { name: 'requests', consumerGroups: ['score-requests'] },
    ]);
    expect(cosmosContainers).toContainEqual({
      database: 'docscore',
      id: 'requests',
      partitionKey: '/requestId',
      defaultTtlSeconds: 7 * 86_400,
    });
    expect(cosmos).toEqual({ allowManagement: false });
  });

  it('delivers as events.bicep says', () => {
    const [uploads] = docscoreResources({ maxDeliveryAttempts: 3, eventTimeToLiveMinutes: 60 }).eventSubscriptions;

    expect(uploads).toMatchObject({
      name: 'uploads',
      destination: { endpointType: 'AzureFunction', functionName: 'receive-document', maxEventsPerBatch: 1 },
      filter: { subjectBeginsWith: '/blobServices/default/containers/documents/' },
      retryPolicy: { maxDeliveryAttempts: 3, eventTimeToLiveInMinutes: 60 },
      deadLetterContainer: 'deadletter',
    });
  });

  it('follows a change of the template', () => {
    const { main, events } = deploymentAfter(
      'dev',
      { file: 'modules/storage.bicep', from: "'training', ", to: "'training', 'drafts', " },
      { file: 'modules/event-hubs.bicep', from: 'partitionCount: partitions', to: 'partitionCount: 7' },
      { file: 'events.bicep', from: "'Microsoft.Storage.BlobCreated', ", to: '' },
    );

    const resources = resourcesOfPlan(main, events);

    expect(resources.blobContainers).toContain('drafts');
    expect(resources.eventHubs.map(({ partitions }) => partitions)).toEqual([7, 7]);
    expect(resources.eventSubscriptions[0]?.filter.includedEventTypes).toEqual(['Microsoft.Storage.BlobDeleted']);
  });

  it('has no subscription before events.bicep is deployed', () => {
    expect(resourcesOfPlan(deploymentAfter('prod').main).eventSubscriptions).toEqual([]);
  });

  it.each([
    {
      file: 'modules/cosmos-database.bicep',
      from: 'defaultTtl: one',
      to: "conflictResolutionPolicy: { mode: 'Custom' }\n      defaultTtl: one",
      names: 'conflictResolutionPolicy',
    },
    {
      file: 'modules/event-hubs.bicep',
      from: "cleanupPolicy: 'Delete'",
      to: "cleanupPolicy: 'Compact'",
      names: 'cleanupPolicy',
    },
  ])('names what it does not support: $names', ({ names, ...change }) => {
    const { main } = deploymentAfter('dev', change);

    expect(() => resourcesOfPlan(main)).toThrow(names);
    expect(() => resourcesOfPlan(main)).toThrow(`infra/${change.file}`);
  });

  it.each([
    { from: "endpointType: 'AzureFunction'", to: "endpointType: 'StorageQueue'", names: 'endpointType' },
    { from: 'maxEventsPerBatch: 1', to: 'maxEventsPerBatch: 9000', names: 'maxEventsPerBatch' },
    {
      from: "eventDeliverySchema: 'EventGridSchema'",
      to: "expirationTimeUtc: '2030-01-01'",
      names: 'expirationTimeUtc',
    },
  ])('names what is wrong in a subscription: $names', ({ names, ...change }) => {
    const { events } = deploymentAfter('dev', { file: 'events.bicep', ...change });

    expect(() => subscriptionsOfPlan(events)).toThrow(names);
  });
});
