import { CosmosClient } from '@azure/cosmos';
import { BlobServiceClient } from '@azure/storage-blob';
import { QueueServiceClient } from '@azure/storage-queue';
import type { Arrived } from '../e2e/hub.ts';
import { readHub } from './read-hub.ts';
import type { System } from './system.ts';

/** An item of container `documents`, as far as checks look. */
export interface Item {
  readonly id: string;
  readonly type: string;
  readonly documentId: string;
  readonly version: string;
  readonly run: number;
  readonly state?: string;
  readonly name?: string;
  readonly pages?: number;
  readonly model?: string;
  readonly modelVersion?: string;
  readonly slot?: string;
  readonly label?: string;
  readonly confidence?: number;
  readonly reason?: { readonly code: string; readonly message: string };
  /** Claims of the present stage that were not given back. */
  readonly attempts?: number;
  readonly stages?: Partial<
    Record<'ocr' | 'preprocess' | 'score', { readonly attempts: number; readonly endedAt?: string }>
  >;
}

interface OcrArtifact {
  readonly pages: readonly { readonly text: string; readonly hasImage: boolean }[];
}

/** Everything that the system has to show, through SDKs and HTTP. */
export interface Evidence {
  readonly items: readonly Item[];
  readonly events: readonly Arrived[];
  /** Name → version of what is in container `documents`. */
  readonly blobs: ReadonlyMap<string, string>;
  /** Name → when it was written last, of container `artifacts`. */
  readonly artifacts: ReadonlyMap<string, Date>;
  /** Of all runs that came so far, by the artifact's name. */
  readonly ocr: ReadonlyMap<string, OcrArtifact>;
  /** `GET /api/documents/{id}`: state by document. */
  readonly shown: ReadonlyMap<string, string>;
  readonly messages: {
    readonly visible: readonly string[];
    readonly poison: readonly string[];
    readonly hidden: number;
  };
}

export async function gather(system: Pick<System, 'connectionStrings' | 'url' | 'key'>): Promise<Evidence> {
  const { Storage, Cosmos, Events } = system.connectionStrings;
  const blobs = BlobServiceClient.fromConnectionString(Storage);
  const cosmos = new CosmosClient(Cosmos);
  const { resources: items } = await cosmos
    .database('docscore')
    .container('documents')
    .items.query<Item>('SELECT * FROM c')
    .fetchAll();
  cosmos.dispose();
  const versions = new Map<string, string>();
  for await (const { name, properties } of blobs.getContainerClient('documents').listBlobsFlat())
    versions.set(name, properties.etag.replaceAll('"', ''));
  const artifacts = new Map<string, Date>();
  for await (const { name, properties } of blobs.getContainerClient('artifacts').listBlobsFlat())
    artifacts.set(name, properties.lastModified);
  const ocr = new Map<string, OcrArtifact>();
  const shown = new Map<string, string>();
  for (const job of items.filter(({ type }) => type === 'job')) {
    const name = artifactOf(job, 'ocr.json');
    if (!artifacts.has(name)) continue;
    const json = await blobs.getContainerClient('artifacts').getBlobClient(name).downloadToBuffer();
    ocr.set(name, JSON.parse(json.toString()) as OcrArtifact);
  }
  for (const head of items.filter(({ type }) => type === 'head')) {
    const answer = await fetch(`${system.url}/api/documents/${head.documentId}`, {
      headers: { 'x-functions-key': system.key },
    });
    shown.set(head.documentId, answer.ok ? ((await answer.json()) as { state: string }).state : String(answer.status));
  }
  return {
    items,
    events: await readHub(Events),
    blobs: versions,
    artifacts,
    ocr,
    shown,
    messages: await messagesOf(Storage),
  };
}

export const artifactOf = ({ documentId, version, run }: Item, name: string) =>
  `${documentId}/${version}/${String(run)}/${name}`;

/** A message that a dead host had taken stays hidden for 10 minutes, as in Azure; then its run has ended, and it is dropped. */
async function messagesOf(connectionString: string): Promise<Evidence['messages']> {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  const visible: string[] = [];
  const poison: string[] = [];
  let hidden = 0;
  for await (const { name } of service.listQueues()) {
    const queue = service.getQueueClient(name);
    const { peekedMessageItems } = await queue.peekMessages({ numberOfMessages: 32 });
    const texts = peekedMessageItems.map(({ messageText }) => messageText);
    (name.endsWith('-poison') ? poison : visible).push(...texts);
    const { approximateMessagesCount = 0 } = await queue.getProperties();
    hidden += Math.max(0, approximateMessagesCount - texts.length);
  }
  return { visible, poison, hidden };
}
