import type { Head } from '../domain/head.ts';
import type { Job } from '../domain/job.ts';
import type { Stored, Write } from '../domain/stored.ts';
import type { Upload } from '../domain/upload.ts';
import { hasEnded, type Known } from './current.ts';
import { ended } from './end.ts';
import { newHead, newJob, type RunContext } from './new-run.ts';
import { remove } from './remove.ts';
import { laterOf } from './sequencer.ts';

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

export interface RegisterContext extends RunContext {
  /** How long after a deletion the rest is erased. */
  readonly eraseSeconds: number;
}

/**
 * Makes the head what the blob is. The head must have been read before the blob was looked at: then a stale look
 * cannot win, because the head has changed in between.
 *
 * @param known Head and its job; `undefined` for a document that was never seen.
 */
export function register(
  { upload, sequencer }: Sighting,
  known: Known | undefined,
  now: Date,
  context: RegisterContext,
): Registration {
  if (!upload) return { writes: known ? remove(known, sequencer, now, context.eraseSeconds) : [] };
  const head = known?.head.item;
  if (head?.version === upload.version && head.state !== 'deleted') {
    const job = known?.job?.item;
    const isUnclaimed = job?.state === 'pending' && job.stage === 'ocr' && job.attempts === 0;
    return { writes: [], ...(isUnclaimed ? { send: job } : {}) };
  }
  const life = head?.state === 'deleted' ? (head.life ?? 1) + 1 : head?.life;
  const job = newJob(upload, head, now, context, life);
  return {
    writes: [
      ...supersede(known?.job, now),
      ...replaceHead(newHead(job, laterOf(sequencer, head?.sequencer), head), known?.head),
      { create: job },
    ],
    send: job,
  };
}

const replaceHead = (head: Head, known: Stored<Head> | undefined): Write[] => [
  known ? { replace: head, etag: known.etag } : { create: head },
];

function supersede(job: Stored<Job> | undefined, now: Date): Write[] {
  if (!job || hasEnded(job.item.state)) return [];
  const reason = { code: 'superseded', message: 'The document was uploaded again while this version was being read' };
  return [{ replace: ended(job.item, 'superseded', now, reason), etag: job.etag }];
}
