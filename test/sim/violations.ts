import type { Head } from '../../src/domain/head.ts';
import type { Job } from '../../src/domain/job.ts';
import type { DocumentItem } from '../../src/domain/stored.ts';
import { features, ocrResults } from '../../src/domain/artifact.ts';
import { jobId } from '../../src/jobs/identity.ts';
import type { Cloud } from './cloud.ts';
import type { Life } from './life.ts';
import { everSoLate } from './world.ts';

/** Everything that must not be, once all has come to rest; empty when all is well. */
export async function violations({ cloud, written, cancelled }: Life): Promise<string[]> {
  const { documents, uploads, published, deadLetters } = cloud.stores;
  const { items: heads } = await documents.listHeads({}, { limit: 100 });
  const found: string[] = [];
  if (!cloud.idle) found.push('something is left to do');
  if (cloud.poisoned.length > 0) found.push('a message was given up');
  if (deadLetters.kept().length > 0) found.push('something was not understood');
  if ((await deadLetters.listUndelivered(1)).length > 0) found.push('a dead letter was left lying');
  if ((await documents.listUnpublished(everSoLate, 1)).length > 0) found.push('an event was never told');
  found.push(...twoFaced(published));
  const blobs = (await uploads.list({ limit: 100 })).items;
  for (const { name, version } of blobs) {
    const head = heads.find((candidate) => candidate.name === name);
    const isFine = head?.state === 'scored' || (head?.state === 'cancelled' && cancelled.has(name));
    if (head?.version !== version || !isFine) found.push(`${name} is ${head?.state ?? 'lost'}, its blob is there`);
    else if (head.state === 'scored' && head.answer?.label !== written.get(version))
      found.push(`${name} is answered by other bytes`);
  }
  for (const head of heads) {
    if (!blobs.some(({ name }) => name === head.name) && head.state !== 'deleted')
      found.push(`${head.name} is ${head.state}, its blob is gone`);
    found.push(...(await ofDocument(cloud, head, written)));
  }
  return [...found, ...(await forgotten(cloud, heads, written))];
}

/** The same event sent again has the same bytes. */
function twoFaced(published: Cloud['stores']['published']): string[] {
  const bytesById = new Map<string, string>();
  return published.flatMap((event) => {
    const bytes = JSON.stringify(event);
    const known = bytesById.get(event.id) ?? bytes;
    bytesById.set(event.id, known);
    return known === bytes ? [] : [`two events have the id ${event.id}`];
  });
}

async function ofDocument(cloud: Cloud, head: Head, written: Life['written']): Promise<string[]> {
  const { documentId } = head;
  const items = (await cloud.stores.documents.readItems(documentId)).map(({ item }) => item);
  const jobs = items.flatMap((item) => (item.type === 'job' ? [item] : []));
  const found: string[] = [];
  for (const job of jobs) found.push(...(await ofRun(cloud, job, items, written)));
  const told = cloud.stores.published.filter(({ data }) => data.documentId === documentId);
  for (const { data } of told) {
    const isErased = items.some(
      (item) =>
        item.type === 'audit' &&
        item.action === 'erase' &&
        item.of.version === data.version &&
        item.of.run === data.run,
    );
    if (!isErased && !jobs.some(({ version, run }) => version === data.version && run === data.run))
      found.push(`an event of ${head.name} tells of a run that never was`);
  }
  if (head.state === 'deleted') found.push(...leftOf(cloud, head, items));
  else if (!jobs.some(({ id }) => id === jobId(head))) found.push(`the job of ${head.name} is gone`);
  return found;
}

async function ofRun(cloud: Cloud, job: Job, items: readonly DocumentItem[], written: Life['written']) {
  const { version, run, state, documentId } = job;
  const isOfRun = (other: { version: string; run: number }) => other.version === version && other.run === run;
  const predictions = items.flatMap((item) => (item.type === 'prediction' && isOfRun(item) ? [item] : []));
  const events = cloud.stores.published.filter(
    ({ data, type }) => data.documentId === documentId && isOfRun(data) && type.includes('.scored.'),
  );
  const scored = state === 'scored' ? 1 : 0;
  const found: string[] = [];
  const name = `run ${String(run)} of ${version} (${state})`;
  if (predictions.length !== scored) found.push(`${name} has ${String(predictions.length)} predictions`);
  if (new Set(events.map(({ id }) => id)).size !== scored) found.push(`${name} has events of another number`);
  if (job.endedAt === undefined) found.push(`${name} never ended`);
  if (!isFineEnd(job)) found.push(`${name} may not be that`);
  if (scored === 0) return found;
  const [told] = events;
  if (predictions[0]?.label !== written.get(version)) found.push(`${name} is about other bytes`);
  if (predictions[0]?.label !== told?.data.predictions[0]?.label) found.push(`${name} tells what is not stored`);
  const text = await cloud.stores.artifacts.read(ocrResults, job);
  const read = await cloud.stores.artifacts.read(features, job);
  if (text.pages[0]?.words.map((word) => word.text).join(' ') !== read.text.replaceAll('\n', ' '))
    found.push(`${name} has features of another reading`);
  return found;
}

/** Workers of a healthy document may die until it is `dead`; its second chance goes when a newer version took its place. */
const isFineEnd = ({ state, reason }: Job) =>
  ['scored', 'superseded', 'deleted', 'cancelled'].includes(state) || (state === 'dead' && reason?.code === 'crashed');

/** A deleted document leaves its head and its audit. */
function leftOf(cloud: Cloud, { documentId, name }: Head, items: readonly DocumentItem[]): string[] {
  const kept = items.filter(({ type }) => type !== 'head' && type !== 'audit').map(({ id }) => id);
  const blobs = cloud.stores.artifacts.names().filter((blob) => blob.startsWith(documentId));
  return [...kept, ...blobs].map((left) => `${left} is left of ${name}, which is deleted`);
}

/** What is remembered is what some run that is there may have read. */
async function forgotten(cloud: Cloud, heads: readonly Head[], written: Life['written']): Promise<string[]> {
  const { documents, memo } = cloud.stores;
  const used = new Set<string | undefined>();
  for (const { documentId } of heads)
    for (const { item } of await documents.readItems(documentId))
      if (item.type === 'job') used.add(written.get(item.version));
  const unused = memo.digests().filter((digest) => !used.has(digest));
  return unused.map((digest) => `${digest} is remembered, nobody uses it`);
}
