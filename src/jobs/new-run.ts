import type { Head } from '../domain/head.ts';
import type { Job } from '../domain/job.ts';
import type { RunKey } from '../domain/run-key.ts';
import type { Upload } from '../domain/upload.ts';
import { after } from './current.ts';
import { documentId, jobId } from './identity.ts';

/** What a new run is of: a blob, or what the head knows of one. */
export type RunSource = Pick<Upload, 'container' | 'name' | 'version' | 'contentType' | 'sizeBytes'>;

export interface RunContext {
  readonly traceparent: string;
  /** After how many seconds the sweep looks whether the message was lost. */
  readonly sweepSeconds: number;
}

/** The job of the run that follows what the head knows. @param life Of the document. */
export function newJob(
  source: RunSource,
  head: Head | undefined,
  now: Date,
  context: RunContext,
  life = head?.life,
): Job {
  const { container, name, contentType, sizeBytes } = source;
  const key = nextKey(source, head);
  const time = now.toISOString();
  return {
    schema: 1,
    id: jobId(key),
    type: 'job',
    ...key,
    ...(life === undefined ? {} : { life }),
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
    dueAt: after(now, context.sweepSeconds),
    traceparent: context.traceparent,
    createdAt: time,
    updatedAt: time,
  };
}

function nextKey({ container, name, version }: RunSource, head: Head | undefined): RunKey {
  return { documentId: documentId(container, name), version, run: head?.version === version ? head.run + 1 : 1 };
}

/** The head once this job is the document's. */
export function newHead(job: Job, sequencer: string | undefined, known: Head | undefined): Head {
  const { documentId, version, run, life, container, name, contentType, sizeBytes, state, stage, createdAt } = job;
  return {
    schema: 1,
    id: 'head',
    type: 'head',
    documentId,
    version,
    run,
    ...(life === undefined ? {} : { life }),
    container,
    name,
    contentType,
    sizeBytes,
    state,
    stage,
    sequencer,
    createdAt: known?.createdAt ?? createdAt,
    runCreatedAt: createdAt,
    updatedAt: createdAt,
  };
}
