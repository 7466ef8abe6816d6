import type { FaultDescription } from '../../src/local/faults/fault.ts';
import type { Random } from '../../src/training/random.ts';

/** Batches; queries too, which the cloud tells from them by a header. */
const batches = '^POST /dbs/docscore/colls/documents/docs';
const stageMessages = '^POST /devstoreaccount1/(ocr|preprocess|score)/messages';

/**
 * What goes wrong beside the kills, a share of them per upload. An answer that is lost after its write was applied makes the client
 * write again; late and double deliveries let two do the same; slow writes let others come in between.
 */
const mix: readonly { readonly perUpload: number; readonly fault: (random: Random) => FaultDescription }[] = [
  { perUpload: 1 / 6, fault: cosmos({ kind: 'drop', when: 'after' }) },
  { perUpload: 1 / 12, fault: (random) => latency(batches, random.integer(150, 500), 6) },
  { perUpload: 1 / 12, fault: queue({ kind: 'drop', when: 'after' }) },
  { perUpload: 1 / 40, fault: queue({ kind: 'drop', when: 'before' }) },
  { perUpload: 1 / 12, fault: () => message({ kind: 'duplicate' }) },
  { perUpload: 1 / 25, fault: (random) => message({ kind: 'late', ms: random.integer(500, 4000) }) },
  { perUpload: 1 / 25, fault: blob('^PUT /devstoreaccount1/documents/') },
  { perUpload: 1 / 8, fault: (random) => slowRead(random.integer(500, 2500)) },
  { perUpload: 1 / 12, fault: blob('^PUT /devstoreaccount1/artifacts/') },
  { perUpload: 1 / 12, fault: () => event({ kind: 'duplicate' }, 3) },
  { perUpload: 1 / 12, fault: (random) => event({ kind: 'late', ms: random.integer(500, 4000) }, 3) },
  { perUpload: 1 / 7, fault: () => event({ kind: 'drop', when: 'before' }, 1) },
  { perUpload: 1 / 25, fault: () => delivery({ kind: 'drop', when: 'after' }, 2) },
  { perUpload: 1 / 25, fault: () => delivery({ kind: 'duplicate' }, 3) },
  { perUpload: 1 / 12, fault: hub({ kind: 'drop', when: 'after' }) },
  { perUpload: 1 / 40, fault: hub({ kind: 'drop', when: 'before' }) },
  // The publisher's SDK tries three times by itself: what lasts longer is for the retry policy and the sweep to mend.
  { perUpload: 1 / 10, fault: hub({ kind: 'error', status: 503 }, 12) },
];

/** The next one to read this document has to wait, as for a slow disk. */
export function slowReadOf(name: string): FaultDescription {
  const operation = `^GET /devstoreaccount1/documents/${name.replace('/', '(/|%2F)').replace('.', '\\.')}`;
  return { service: 'blob', operation, trouble: { kind: 'latency', ms: 1000 }, times: 1 };
}

/** What a stage has read is stored much later than it was sent. */
export const slowWrite: FaultDescription = {
  service: 'blob',
  operation: '^PUT /devstoreaccount1/artifacts/.*ocr\\.json',
  trouble: { kind: 'latency', ms: 17_000 },
  times: 1,
};

/** The event of an upload is late, so that whoever works on the version before does not hear of it in time. */
export const lateEvent: FaultDescription = event({ kind: 'late', ms: 5000 }, 1);

export const faultMix = (random: Random, uploads: number): FaultDescription[] =>
  mix.flatMap(({ perUpload, fault }) =>
    Array.from({ length: Math.max(1, Math.round(perUpload * uploads)) }, () => fault(random)),
  );

type TroubleDescription = FaultDescription['trouble'];

function cosmos(trouble: TroubleDescription) {
  return (): FaultDescription => ({ service: 'cosmos', operation: batches, trouble, times: 1 });
}

function latency(operation: string, ms: number, times: number): FaultDescription {
  return { service: 'cosmos', operation, trouble: { kind: 'latency', ms }, times };
}

function queue(trouble: TroubleDescription) {
  return (): FaultDescription => ({ service: 'queue', operation: stageMessages, trouble, times: 1 });
}

/** Of any of the stages' queues. */
function message(trouble: TroubleDescription): FaultDescription {
  return { service: 'queue', operation: '^message (ocr|preprocess|score)$', trouble, times: 3 };
}

function blob(operation: string) {
  return (): FaultDescription => ({ service: 'blob', operation, trouble: { kind: 'drop', when: 'after' }, times: 1 });
}

/** A document may be another one by the time it is read. */
function slowRead(ms: number): FaultDescription {
  const operation = '^GET /devstoreaccount1/documents/';
  return { service: 'blob', operation, trouble: { kind: 'latency', ms }, times: 3 };
}

/** On its way into the subscription: once stored, it is delivered. */
function event(trouble: TroubleDescription, times: number): FaultDescription {
  return { service: 'event-grid', operation: '^event uploads', trouble, times };
}

function delivery(trouble: TroubleDescription, times: number): FaultDescription {
  return { service: 'event-grid', operation: '^deliver uploads', trouble, times };
}

function hub(trouble: TroubleDescription, times = 1) {
  return (): FaultDescription => ({ service: 'event-hubs', operation: '^send predictions/', trouble, times });
}
