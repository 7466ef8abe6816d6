/** The one account of every Azurite, and its well-known key. Source: learn.microsoft.com/azure/storage/common/storage-connect-azurite */
export const account = {
  name: 'devstoreaccount1',
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
} as const;

/** For the storage SDKs and for the app setting `Storage`. */
export const storageConnectionString = (ports: { blob: number; queue: number }): string =>
  [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account.name}`,
    `AccountKey=${account.key}`,
    `BlobEndpoint=http://127.0.0.1:${ports.blob}/${account.name}`,
    `QueueEndpoint=http://127.0.0.1:${ports.queue}/${account.name}`,
  ].join(';') + ';';
