import { createHash } from 'node:crypto';
import type { Arrived } from '../e2e/hub.ts';
import { artifactOf, type Evidence, type Item } from './evidence.ts';
import type { Acknowledged } from './upload-all.ts';
import { isReadable, type Content } from './uploads.ts';

/** What must never happen. */
export type OffenceKind =
  | 'lost'
  | 'wrong end'
  | 'wrong text'
  | 'page missing'
  | 'artifact missing'
  | 'artifact changed'
  | 'second prediction'
  | 'second event id'
  | 'event changed'
  | 'event without result'
  | 'result without event'
  | 'event disagrees'
  | 'event owed'
  | 'run left over'
  | 'message left over'
  | 'process';

export interface Offence {
  readonly kind: OffenceKind;
  /** Name or key, and what is wrong with it. */
  readonly what: string;
}

const ends = ['scored', 'rejected', 'superseded', 'cancelled', 'deleted', 'dead'];
/** Of which there is an event. */
const announced = ['scored', 'rejected', 'deleted', 'dead'];

/** Compares what a system shows with what was uploaded. @param uploads In the order in which they were acknowledged. */
export function judge(evidence: Evidence, uploads: readonly Acknowledged[]): Offence[] {
  const last = new Map(uploads.map((upload) => [upload.name, upload]));
  return [
    ...[...last.values()].flatMap((upload) => judgeDocument(evidence, upload)),
    ...uploads.flatMap((upload) => judgeVersion(evidence, upload)),
    ...judgeRuns(evidence),
    ...judgeEvents(evidence),
    ...judgeMessages(evidence),
  ];
}

/** The last version of a name: that docscore knows it as what it is, and that it has ended. */
function judgeDocument(evidence: Evidence, { name, version }: Acknowledged): Offence[] {
  const head = evidence.items.find((item) => item.type === 'head' && item.name === name);
  const lost = (what: string): Offence[] => [{ kind: 'lost', what: `${name}: ${what}` }];
  const stored = evidence.blobs.get(name);
  if (stored !== version)
    return lost(`storage has ${stored ?? 'nothing'} instead of the acknowledged version ${version}`);
  if (!head) return lost('docscore has never heard of it');
  if (head.version !== version) return lost(`docscore knows ${head.version}, not ${version}`);
  const state = head.state ?? '';
  if (!ends.includes(state) || state === 'superseded') return lost(`${state}, and nothing happens any more`);
  const told = [evidence.shown.get(head.documentId), jobOf(evidence, { name, version })?.state];
  return told.every((its) => its === state)
    ? []
    : [{ kind: 'wrong end', what: `${name}: the head is ${state}; HTTP and job say ${told.join(', ')}` }];
}

/** Every version that was acknowledged: whoever ended it knew all its pages; whoever read it, even if in vain, read its own text. */
function judgeVersion(evidence: Evidence, upload: Acknowledged): Offence[] {
  const job = jobOf(evidence, upload);
  if (!job) return [];
  const what = `${upload.name} ${upload.version}`;
  const { state = '' } = job;
  if (state === 'superseded' || !ends.includes(state)) return judgeText(evidence, job, upload.content, what);
  const expected = isReadable(upload.content) ? 'scored' : 'rejected';
  if (state !== expected)
    return [{ kind: 'wrong end', what: `${what}: ${state}, not ${expected}: ${job.reason?.message ?? ''}` }];
  return expected === 'scored'
    ? [...judgeText(evidence, job, upload.content, what), ...judgeArtifacts(evidence, job, upload.content, what)]
    : [];
}

const jobOf = ({ items }: Evidence, { name, version }: Pick<Acknowledged, 'name' | 'version'>) =>
  items.find((item) => item.type === 'job' && item.name === name && item.version === version);

function judgeText({ ocr }: Evidence, job: Item, { pages, mark }: Content, what: string): Offence[] {
  const read = ocr.get(artifactOf(job, 'ocr.json'))?.pages ?? [];
  return read.flatMap(({ text }, index): Offence[] => {
    const missing = `${mark} ${pages[index] ?? ''}`.split(' ').filter((word) => !text.toLowerCase().includes(word));
    if (missing.length === 0) return [];
    return [{ kind: 'wrong text', what: `${what}: page ${index + 1} has no ${missing.join(', ')}: ${text}` }];
  });
}

function judgeArtifacts({ ocr, artifacts }: Evidence, job: Item, { pages }: Content, what: string): Offence[] {
  const offence = (kind: OffenceKind, how: string): Offence => ({ kind, what: `${what}: ${how}` });
  const result = ocr.get(artifactOf(job, 'ocr.json'));
  if (!result) return [offence('artifact missing', 'ocr.json')];
  const names = [...artifacts.keys()].filter((name) => name.startsWith(artifactOf(job, '')));
  const offences: Offence[] = [];
  if (!names.some((name) => name.includes('/features-'))) offences.push(offence('artifact missing', 'features'));
  const counts = [job.pages, result.pages.length];
  if (counts.some((count) => count !== pages.length))
    offences.push(offence('page missing', `${pages.length} pages; job and artifact have ${counts.join(', ')}`));
  for (const [index, { hasImage }] of result.pages.entries())
    if (hasImage && !names.includes(artifactOf(job, `pages/${index + 1}.webp`)))
      offences.push(offence('artifact missing', `picture of page ${index + 1}`));
  return offences;
}

/** All runs, of former versions too. */
function judgeRuns({ items, artifacts }: Evidence): Offence[] {
  const jobs = items.filter(({ type }) => type === 'job');
  const left = jobs.filter(({ state = '' }) => !ends.includes(state));
  const again = jobs.filter(({ run, state }) => run !== 1 && state === 'scored');
  const predictions = Map.groupBy(
    items.filter(({ type }) => type === 'prediction'),
    (item) => `${keyOf(item)} ${item.model ?? ''}`,
  );
  return [
    ...left.map((job): Offence => ({ kind: 'run left over', what: `${keyOf(job)} is ${job.state ?? 'nothing'}` })),
    ...again.map((job): Offence => ({ kind: 'second prediction', what: `${keyOf(job)} was scored once more` })),
    ...[...predictions]
      .filter(([, same]) => same.length > 1)
      .map(([key]): Offence => ({ kind: 'second prediction', what: key })),
    ...jobs.flatMap((job) => changedAfterwards(job, artifacts)),
  ];
}

/** What a stage has left must not change once the stage is over: the next ones have read it. Storage tells whole seconds. */
function changedAfterwards(job: Item, artifacts: Evidence['artifacts']): Offence[] {
  const endedAt = job.stages?.ocr?.endedAt;
  const written = artifacts.get(artifactOf(job, 'ocr.json'));
  if (endedAt === undefined || job.state !== 'scored' || !written) return [];
  const lateMs = written.getTime() - Date.parse(endedAt);
  return lateMs > 1000
    ? [{ kind: 'artifact changed', what: `${keyOf(job)}: ocr.json, ${lateMs} ms after its stage` }]
    : [];
}

function judgeEvents({ items, events }: Evidence): Offence[] {
  const offences: Offence[] = [];
  const byResult = Map.groupBy(events, ({ type, data }) => `${keyOf(data)} ${type}`);
  for (const [key, same] of byResult) {
    if (new Set(same.map(({ id }) => id)).size > 1) offences.push({ kind: 'second event id', what: key });
    if (new Set(same.map((event) => JSON.stringify(event))).size > 1)
      offences.push({ kind: 'event changed', what: key });
  }
  const jobs = items.filter(({ type, state = '' }) => type === 'job' && announced.includes(state));
  const ended = new Map(jobs.map((job) => [typedKey(job), job]));
  for (const [key, [event]] of byResult) {
    const job = ended.get(key);
    if (!job) offences.push({ kind: 'event without result', what: key });
    else if (event && !agrees(event, job, items))
      offences.push({ kind: 'event disagrees', what: `${key}: ${JSON.stringify(event)}` });
  }
  for (const key of ended.keys()) if (!byResult.has(key)) offences.push({ kind: 'result without event', what: key });
  const owed = items.filter(({ type, state }) => type === 'outbox' && state !== 'published');
  return [
    ...offences,
    ...owed.map((item): Offence => ({ kind: 'event owed', what: `${keyOf(item)} is ${item.state ?? ''}` })),
  ];
}

/** That the event says what is stored, and has the id that anybody can compute. */
function agrees({ id, type, data }: Arrived, job: Item, items: readonly Item[]): boolean {
  const { documentId, version, run } = data;
  const expectedId = createHash('sha256')
    .update([documentId, version, String(run), type].join('\n'))
    .digest('hex');
  const stored = items.filter((item) => item.type === 'prediction' && keyOf(item) === keyOf(job));
  const said = ({ model, modelVersion, slot, label, confidence }: Partial<Item>) =>
    [model, modelVersion, slot, label, confidence].join(' ');
  const [inEvent, inStore] = [data.predictions.map(said).sort(), stored.map(said).sort()];
  return id === expectedId && inEvent.join('\n') === inStore.join('\n') && (data.pages ?? 0) === (job.pages ?? 0);
}

/** A poison message is explained when its run has ended by other means. */
function judgeMessages({ items, messages }: Evidence): Offence[] {
  const hasEnded = (text: string) => {
    const { documentId, version, run } = JSON.parse(text) as Item;
    const job = items.find((item) => item.type === 'job' && keyOf(item) === keyOf({ documentId, version, run }));
    return job !== undefined && ends.includes(job.state ?? '');
  };
  const left = [...messages.visible, ...messages.poison.filter((text) => !hasEnded(text))];
  return left.map((what) => ({ kind: 'message left over', what }));
}

const keyOf = ({ documentId, version, run }: Pick<Item, 'documentId' | 'version' | 'run'>) =>
  `${documentId}/${version}/${String(run)}`;

const typedKey = (job: Item) => `${keyOf(job)} docscore.document.${job.state ?? ''}.v1`;
