import { setTimeout as delay } from 'node:timers/promises';
import { CosmosClient } from '@azure/cosmos';
import { EventHubProducerClient } from '@azure/event-hubs';
import { BlobServiceClient } from '@azure/storage-blob';
import type { Hub } from './hub.ts';
import type { System } from './system.ts';

/** What is sent to the hub `requests`: text, so that it need not be JSON. */
export interface Sent {
  readonly id: string;
  readonly body: string;
  readonly isBad: boolean;
}

/** Ways to be wrong, with what the dead letter has to say. */
const faults: readonly { readonly body: (id: string) => string; readonly says: RegExp }[] = [
  { body: (id) => `{"id": "${id}", "model"`, says: /not a JSON object/ },
  {
    body: (id) => JSON.stringify({ id, model: 'document-type', instances: [{ text: 7 }] }),
    says: /^\/instances\/0\/text: /,
  },
  { body: (id) => JSON.stringify({ id, model: 'no-such-model', instances: [{ text: 'a' }] }), says: /no-such-model/ },
  { body: (id) => JSON.stringify({ id, model: 'document-type', instances: 'none' }), says: /^\/instances: / },
  { body: (id) => JSON.stringify({ id, document: { documentId: 'x' } }), says: /^\/document\/documentId: / },
];

/** So many messages, of which so many, evenly among the others, are bad. */
export function messages(count: number, bad: number): Sent[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `request-${String(at)}`;
    const nth = Math.floor((at * bad) / count);
    const isBad = Math.floor(((at + 1) * bad) / count) > nth;
    const good = {
      id,
      model: 'document-type',
      instances: [{ text: `Thank you for visit ${String(at)}: total 12.50` }],
    };
    const body = isBad ? (faults[nth % faults.length]?.body(id) ?? '') : JSON.stringify(good);
    return { id, body, isBad };
  });
}

/** Sends messages in batches, spread over the partitions by the hub. */
export async function send(connectionString: string, sent: readonly Sent[]): Promise<void> {
  const client = new EventHubProducerClient(connectionString, 'requests');
  try {
    for (let from = 0; from < sent.length; from += 50)
      await client.sendBatch(sent.slice(from, from + 50).map(({ body }) => ({ body: Buffer.from(body) })));
  } finally {
    await client.close();
  }
}

interface Item {
  readonly requestId: string;
  readonly type: string;
  readonly state?: string;
}

/** What became of all messages. */
export interface Outcome {
  /** Ids of events by request. */
  readonly events: ReadonlyMap<string, ReadonlySet<string>>;
  /** Events that came more than once, all with the same id. */
  readonly repeats: number;
  readonly letters: readonly { readonly content: string; readonly reason: string }[];
  readonly items: readonly Item[];
}

/** What became of all messages, once all is as it should be; or as it is when that does not come. */
export async function untilSettled(
  system: System,
  hub: Hub,
  sent: readonly Sent[],
  patienceMs: number,
): Promise<Outcome> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const outcome = await gather(system, hub);
    if (Date.now() > until || judge(sent, outcome).length === 0) return outcome;
    await delay(300);
  }
}

/** Everything that docscore left behind about requests. */
async function gather({ connectionStrings }: Pick<System, 'connectionStrings'>, hub: Hub): Promise<Outcome> {
  const arrived = hub.arrived.map(({ event }) => event).filter(({ type }) => type === 'docscore.request.scored.v1');
  const events = new Map<string, Set<string>>();
  for (const { id, subject } of arrived) events.set(subject, (events.get(subject) ?? new Set()).add(id));
  const distinct = new Set(arrived.map(({ id }) => id)).size;
  const blobs = BlobServiceClient.fromConnectionString(connectionStrings.Storage).getContainerClient('deadletter');
  const letters: Outcome['letters'][number][] = [];
  for await (const { name } of blobs.listBlobsFlat({ prefix: 'requests/' }))
    letters.push(
      JSON.parse((await blobs.getBlobClient(name).downloadToBuffer()).toString()) as (typeof letters)[number],
    );
  const cosmos = new CosmosClient(connectionStrings.Cosmos);
  const { resources } = await cosmos
    .database('docscore')
    .container('requests')
    .items.query<Item>('SELECT c.requestId, c.type, c.state FROM c')
    .fetchAll();
  cosmos.dispose();
  return { events, repeats: arrived.length - distinct, letters, items: resources };
}

/** What is wrong with it, as sentences; none when every good message has one answer and every bad one its letter. */
export function judge(sent: readonly Sent[], { events, letters, items }: Outcome): string[] {
  const good = sent.filter(({ isBad }) => !isBad);
  const bad = sent.filter(({ isBad }) => isBad);
  const of = (type: string, state: string | undefined) =>
    items.filter((item) => item.type === type && item.state === state).length;
  const count = (what: string, found: number, wanted: number) =>
    found === wanted ? [] : [`${what}: ${String(found)} instead of ${String(wanted)}`];
  return [
    ...good.filter(({ id }) => !events.has(id)).map(({ id }) => `${id} has no event`),
    ...[...events].filter(([, ids]) => ids.size > 1).map(([id]) => `${id} has a second event id`),
    ...[...events.keys()].filter((id) => !good.some((one) => one.id === id)).map((id) => `${id} was answered`),
    ...count('answers', of('recorded', undefined), good.length),
    ...count('requests that have ended', of('inbox', 'scored'), good.length),
    ...count('published entries', of('outbox', 'published'), good.length),
    ...count('dead letters', letters.length, bad.length),
    ...bad.flatMap(({ id, body }, at) => {
      const letter = letters.find(({ content }) => content.includes(`"${id}"`));
      const says = faults[at % faults.length]?.says ?? /^$/;
      return letter && says.test(letter.reason) ? [] : [`${body} became ${letter?.reason ?? 'no dead letter'}`];
    }),
  ];
}
