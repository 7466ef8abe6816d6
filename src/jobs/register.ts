import type { Head } from '../domain/head.ts';
import type { Job } from '../domain/job.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { Stored, Write } from '../domain/stored.ts';
import type { Upload } from '../domain/upload.ts';
import { after, hasEnded, type Current } from './current.ts';
import { ended } from './end.ts';
import { documentId, jobId } from './identity.ts';
import { oweEvent } from './owe-event.ts';

/** What the blob is now (`undefined`: gone), and what the event said about its order. */
export interface Sighting {
  readonly upload: Upload | undefined;
  /** Padded; absent for blobs found by listing. */
  readonly sequencer?: string | undefined;
}

export interface Registration {
  /** Empty when everything is known. */
  readonly writes: Write[];
  /** Whose `ocr` message is to be sent: a run that is new, or one that nobody has claimed yet. */
  readonly send?: Job;
}

/** A delete that happened before what the head knows. The blob was written again since. */
export const isOlderDelete = (head: Head | undefined, sequencer: string | undefined) =>
  head?.sequencer !== undefined && sequencer !== undefined && sequencer < head.sequencer;

/**
 * Makes the head what the blob is. The head must have been read before the blob was looked at: then a stale look
 * cannot win, because the head has changed in between.
 *
 * @param current Head and its job; `undefined` for a document that was never seen.
 */
export function register(
  sighting: Sighting,
  current: Current | undefined,
  now: Date,
  context: { traceparent: string; sweepSeconds: number },
): Registration {
  const { upload } = sighting;
  if (!upload) return current ? { writes: remove(current, sighting, now) } : { writes: [] };
  if (current && current.head.item.version === upload.version && current.head.item.state !== 'deleted') {
    const job = current.job.item;
    return {
      writes: [],
      ...(job.state === 'pending' && job.stage === 'ocr' && job.attempts === 0 ? { send: job } : {}),
    };
  }
  const key = nextKey(upload, current?.head.item);
  const job = newJob(key, upload, now, context);
  return {
    writes: [
      ...supersede(current, now),
      ...replaceHead(newHead(job, sighting, current), current?.head),
      { create: job },
    ],
    send: job,
  };
}

function nextKey({ container, name, version }: Upload, head: Head | undefined): RunKey {
  return { documentId: documentId(container, name), version, run: head?.version === version ? head.run + 1 : 1 };
}

function newJob(
  key: RunKey,
  upload: Upload,
  now: Date,
  { traceparent, sweepSeconds }: { traceparent: string; sweepSeconds: number },
): Job {
  const { container, name, contentType, sizeBytes } = upload;
  const time = now.toISOString();
  return {
    schema: 1,
    id: jobId(key),
    type: 'job',
    ...key,
    container,
    name,
    contentType,
    sizeBytes,
    state: 'pending',
    stage: 'ocr',
    epoch: 0,
    attempts: 0,
    revivals: 0,
    stages: {},
    dueAt: after(now, sweepSeconds),
    traceparent,
    createdAt: time,
    updatedAt: time,
  };
}

function newHead(job: Job, { sequencer }: Sighting, current: Current | undefined): Head {
  const { documentId, version, run, container, name, contentType, sizeBytes, state, stage, createdAt } = job;
  const known = current?.head.item;
  return {
    schema: 1,
    id: 'head',
    type: 'head',
    documentId,
    version,
    run,
    container,
    name,
    contentType,
    sizeBytes,
    state,
    stage,
    sequencer: laterOf(sequencer, known?.sequencer),
    createdAt: known?.createdAt ?? createdAt,
    runCreatedAt: createdAt,
    updatedAt: createdAt,
  };
}

const replaceHead = (head: Head, known: Stored<Head> | undefined): Write[] => [
  known ? { replace: head, etag: known.etag } : { create: head },
];

function supersede(current: Current | undefined, now: Date): Write[] {
  if (!current || hasEnded(current.job.item.state)) return [];
  const reason = { code: 'superseded', message: 'The document was uploaded again while this version was being read' };
  return [{ replace: ended(current.job.item, 'superseded', now, reason), etag: current.job.etag }];
}

function remove({ head, job }: Current, { sequencer }: Sighting, now: Date): Write[] {
  if (head.item.state === 'deleted') return [];
  const gone: Head = {
    ...head.item,
    state: 'deleted',
    endedAt: now.toISOString(),
    sequencer: laterOf(sequencer, head.item.sequencer),
    updatedAt: now.toISOString(),
  };
  return [
    { replace: gone, etag: head.etag },
    ...(hasEnded(job.item.state) ? [] : [{ replace: ended(job.item, 'deleted', now), etag: job.etag }]),
    { create: oweEvent(job.item, 'deleted', now) },
  ];
}

function laterOf(a: string | undefined, b: string | undefined) {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
