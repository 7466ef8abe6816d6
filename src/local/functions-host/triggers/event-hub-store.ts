import type { CheckpointStore } from '@azure/event-hubs';
import type { ContainerClient } from '@azure/storage-blob';
import type { Settings } from '../settings/expressions.ts';
import { blobService } from '../settings/service-clients.ts';

/** Where checkpoints and ownership are, in AzureWebJobsStorage. Source: azure-sdk-for-net, EventHubOptions. */
const containerName = 'azure-webjobs-eventhub';

export interface EventHubStore {
  store: CheckpointStore;
  container: ContainerClient;
}

/** @throws Error that says so when AzureWebJobsStorage is missing. */
export async function openEventHubStore(settings: Settings): Promise<EventHubStore> {
  const service = await blobService(settings, 'AzureWebJobsStorage');
  const { BlobCheckpointStore } = await import('@azure/eventhubs-checkpointstore-blob');
  const container = service.getContainerClient(containerName);
  return { store: new BlobCheckpointStore(container), container };
}

/** The partitions of a hub that a host owns, as a consumer group. */
export interface Ownership {
  owns(partitionId: string): Promise<boolean>;
  /**
   * Gives up those that it holds but does not read, because its host was killed or its reading broke off. Nobody renews them, so they would
   * idle until they expire.
   */
  release(): Promise<void>;
}

export function ownershipOf(
  { store }: EventHubStore,
  ownerId: string,
  { namespace, hub, group }: { namespace: string; hub: string; group: string },
): Ownership {
  const owned = async () => {
    const all = await store.listOwnership(namespace, hub, group);
    return all.filter((one) => one.ownerId === ownerId);
  };
  return {
    owns: async (partitionId) => (await owned()).some((one) => one.partitionId === partitionId),
    async release() {
      await store.claimOwnership((await owned()).map((one) => ({ ...one, ownerId: '' })));
    },
  };
}
