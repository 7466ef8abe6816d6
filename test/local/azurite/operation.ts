import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';

/** Something that a client does to container `documents`. */
export interface Operation {
  name: string;
  /** What is there before. */
  before?: (container: ContainerClient) => Promise<unknown>;
  act: (container: ContainerClient) => Promise<unknown>;
  /** `<BlobCreated or BlobDeleted> <api> <blob>` of each event; none: nothing was committed. */
  events: string[];
}

export const block = (container: ContainerClient, name = 'a'): BlockBlobClient => container.getBlockBlobClient(name);
export const uploaded = (container: ContainerClient) => block(container).upload('old', 3);
