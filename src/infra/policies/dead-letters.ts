import { broken, created, property, shown, type Policy } from './policy.ts';

const subscriptions = 'Microsoft.EventGrid/systemTopics/eventSubscriptions';
const destination = 'properties.deadLetterWithResourceIdentity.deadLetterDestination';

/** An event that cannot be delivered becomes a blob: without a dead letter destination Event Grid drops it. */
export const deadLetters: Policy = (plan) =>
  created(plan, subscriptions).flatMap((subscription) => {
    const container = property(subscription, `${destination}.properties.blobContainerName`);
    const attempts = property(subscription, 'properties.retryPolicy.maxDeliveryAttempts');
    const minutes = property(subscription, 'properties.retryPolicy.eventTimeToLiveInMinutes');
    const identity = property(subscription, 'properties.deadLetterWithResourceIdentity.identity.type');
    const name = subscription.name;
    return [
      ...(typeof container === 'string' && property(subscription, `${destination}.endpointType`) === 'StorageBlob'
        ? []
        : [
            broken(
              subscription,
              'dead-letter',
              `${name} drops what cannot be delivered: it has no deadLetterWithResourceIdentity to a blob container`,
            ),
          ]),
      ...(identity === 'SystemAssigned' || container === undefined
        ? []
        : [
            broken(
              subscription,
              'dead-letter',
              `${name} writes dead letters as ${shown(identity)}; the topic's identity is SystemAssigned`,
            ),
          ]),
      ...(typeof attempts === 'number' && typeof minutes === 'number'
        ? []
        : [broken(subscription, 'retry-policy', `${name} does not say how often and how long delivery is tried`)]),
    ];
  });
