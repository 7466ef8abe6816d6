import { resolve } from 'node:path';
import { BlobServiceClient, RestError } from '@azure/storage-blob';
import type { AzCall } from './arguments.ts';
import { AzError } from './az-error.ts';

/** `az storage blob …` on the local account. @param folder Relative file names are below it. */
export async function blobCommand(
  call: AzCall,
  { connectionString, folder }: { readonly connectionString: string; readonly folder: string },
): Promise<unknown> {
  if (call.one('--auth-mode') !== 'login')
    throw new AzError(1, 'Key based authentication is not permitted on this storage account.');
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(
    call.one('--container-name'),
  );
  try {
    switch (call.command) {
      case 'storage blob list': {
        const found: unknown[] = [];
        for await (const { name, properties } of container.listBlobsFlat({ prefix: call.one('--prefix') }))
          found.push({ name, properties: { contentLength: properties.contentLength, etag: properties.etag } });
        return found;
      }
      case 'storage blob upload': {
        const conditions = call.one('--overwrite') === 'true' ? {} : { conditions: { ifNoneMatch: '*' } };
        const file = resolve(folder, call.one('--file'));
        const { etag, lastModified } = await container
          .getBlockBlobClient(call.one('--name'))
          .uploadFile(file, conditions);
        return { etag, lastModified };
      }
      default: {
        const name = call.one('--name');
        const { contentLength } = await container
          .getBlobClient(name)
          .downloadToFile(resolve(folder, call.one('--file')));
        return { name, properties: { contentLength } };
      }
    }
  } catch (error) {
    if (error instanceof RestError)
      throw new AzError(error.statusCode === 404 ? 3 : 1, `${error.code ?? ''} ${error.message}`.trim());
    throw error;
  }
}
