import { isUtf8 } from 'node:buffer';
import type { BlockBlobClient } from '@azure/storage-blob';
import { addressParts, connection } from '../settings/connections.ts';
import type { Binding } from '../protocol.ts';
import { type BindingContext, type OpenInput, type OpenOutput, optional, required } from './binding.ts';
import type { BindingData } from './binding-data.ts';
import { parseTemplate } from './binding-expression.ts';
import { contentOf } from './outgoing.ts';

/** A blob by its path `container/name`: a Buffer, or text with `dataType: 'string'`; undefined when there is no such blob. */
export const openBlobInput: OpenInput = (binding, context) => {
  const find = openBlob(binding, context);
  const asText = binding['dataType'] === 'string';
  return {
    async read(data) {
      const { blob } = await find(data);
      try {
        const bytes = await blob.downloadToBuffer();
        return asText && isUtf8(bytes) ? { string: bytes.toString() } : { bytes };
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) return {};
        throw error;
      }
    },
  };
};

/** Writes, or overwrites, a blob; its container is made when it is missing, as the runtime does it. */
export const openBlobOutput: OpenOutput = (binding, context) => {
  const find = openBlob(binding, context);
  return {
    async write(value, data) {
      const { blob, makeContainer } = await find(data);
      const content = Buffer.from(contentOf(value));
      try {
        await blob.uploadData(content);
      } catch (error) {
        if ((error as { code?: string }).code !== 'ContainerNotFound') throw error;
        await makeContainer();
        await blob.uploadData(content);
      }
    },
  };
};

type FindBlob = (data: BindingData) => Promise<{ blob: BlockBlobClient; makeContainer: () => Promise<unknown> }>;

function openBlob(binding: Binding, { settings, clients }: BindingContext): FindBlob {
  const path = parseTemplate(required(binding, 'path'));
  const name = optional(binding, 'connection') ?? 'AzureWebJobsStorage';
  connection(settings, name, addressParts.blob);
  return async (data) => {
    const filled = path.fill(data);
    const [, container, blobName] = /^([^/]+)\/(.+)$/s.exec(filled) ?? [];
    if (container === undefined || blobName === undefined)
      throw new Error(`The path '${filled}' is not 'container/name'`);
    const client = (await clients.blobs(name)).getContainerClient(container);
    return { blob: client.getBlockBlobClient(blobName), makeContainer: () => client.createIfNotExists() };
  };
}
