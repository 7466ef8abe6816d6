import { randomUUID } from 'node:crypto';
import type { GridEvent } from '../event-grid/grid-event.ts';
import { storageTopicId } from '../event-grid/topic.ts';
import type { LokiDocument } from './azurite-modules.ts';
import type { Exchange } from './exchange.ts';

/** A blob, snapshot or half-staged blob in Azurite's metadata; `snapshot` is empty for the blob itself. */
export interface BlobDocument extends LokiDocument {
  accountName: string;
  containerName: string;
  name: string;
  snapshot: string;
  properties: { etag: string; contentType?: string; contentLength?: number; blobType: string };
}

/** What Event Grid's storage topic says about a blob. Source: learn.microsoft.com/azure/event-grid/event-schema-blob-storage */
export interface BlobEventBody {
  api: 'PutBlob' | 'PutBlockList' | 'CopyBlob' | 'DeleteBlob';
  clientRequestId: string;
  requestId: string;
  /** Without quotes, as the service sends it. Absent when the blob is gone. */
  eTag?: string;
  contentType: string;
  contentLength?: number;
  blobType: string;
  url: string;
  /** 48 hexadecimal digits in lower case; of two events of a blob, the greater is the later. */
  sequencer: string;
  storageDiagnostics: { batchId: string };
}

/**
 * The events that an answered request to the blob service raises: one for each blob that it committed or deleted.
 * Staged blocks, metadata, tags, tiers, leases, snapshots, containers and refused requests raise none.
 *
 * @param endpoint Of the blob service, with the account, without a slash at the end.
 */
export function blobEvents(
  exchange: Exchange<BlobDocument>,
  endpoint: string,
  nextSequence: () => bigint,
): GridEvent<BlobEventBody>[] {
  const api = committingCall(exchange);
  if (api === undefined) return [];
  const isDelete = api === 'DeleteBlob';
  const blobs = (isDelete ? exchange.removed : exchange.stored.slice(-1)).filter(({ snapshot }) => snapshot === '');
  return blobs.map((blob) => ({
    topic: storageTopicId(blob.accountName),
    subject: `/blobServices/default/containers/${blob.containerName}/blobs/${blob.name}`,
    eventType: isDelete ? 'Microsoft.Storage.BlobDeleted' : 'Microsoft.Storage.BlobCreated',
    id: randomUUID(),
    data: {
      api,
      clientRequestId: String(exchange.request.headers['x-ms-client-request-id'] ?? ''),
      requestId: String(exchange.response.getHeader('x-ms-request-id') ?? ''),
      ...(isDelete ? {} : { eTag: blob.properties.etag.replaceAll('"', '') }),
      contentType: blob.properties.contentType ?? 'application/octet-stream',
      ...(isDelete ? {} : { contentLength: blob.properties.contentLength ?? 0 }),
      blobType: blob.properties.blobType,
      url: `${endpoint}/${blob.containerName}/${blob.name.split('/').map(encodeURIComponent).join('/')}`,
      sequencer: nextSequence().toString(16).padStart(48, '0'),
      storageDiagnostics: { batchId: randomUUID() },
    },
    dataVersion: '',
    metadataVersion: '1',
    eventTime: new Date().toISOString(),
  }));
}

/** The storage operation that a successful request was, if it is one that raises events. */
function committingCall({ request, response }: Exchange<BlobDocument>): BlobEventBody['api'] | undefined {
  const { statusCode } = response;
  if (statusCode !== 201 && statusCode !== 202) return undefined;
  const query = new URLSearchParams(request.url?.split('?')[1] ?? '');
  if (query.has('restype') && query.get('comp') !== 'batch') return undefined;
  switch (`${request.method ?? ''} ${query.get('comp') ?? ''}`.trim()) {
    case 'PUT':
      return 'x-ms-copy-source' in request.headers ? 'CopyBlob' : 'PutBlob';
    case 'PUT blocklist':
      return 'PutBlockList';
    case 'DELETE':
    case 'POST batch':
      return 'DeleteBlob';
    default:
      return undefined;
  }
}
