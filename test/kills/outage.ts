import { setTimeout as delay } from 'node:timers/promises';
import { call } from '../e2e/documents-api.ts';
import type { System } from '../e2e/system.ts';
import { gather, type Evidence } from './evidence.ts';
import type { OutageSystem, Service } from './outage-system.ts';
import { untilEnded } from './until-ended.ts';
import { drawAll, uploadAll, type Acknowledged } from './upload-all.ts';
import { planUploads } from './uploads.ts';

export interface OutageOptions {
  readonly seed: number;
  /** How long each service is away, at least: until the readiness has named it. Between two of them all are there for a while. */
  readonly forMs: number;
  readonly gapMs: number;
  /** The load: an upload each so many ms, from before the first outage until after the last. */
  readonly everyMs: number;
  readonly folder: string;
  readonly patienceMs: number;
}

export interface OutageOutcome {
  readonly uploads: readonly Acknowledged[];
  /** What `/api/health/ready` called away, by the service that was. */
  readonly named: ReadonlyMap<Service, ReadonlySet<string>>;
  readonly evidence: Evidence;
  /** From the end of the last outage until the readiness answers 200, and until all have ended. */
  readonly readyAfterMs: number;
  readonly endedAfterMs: number;
}

/** Takes services away under load, one after the other, and waits until all documents have ended. */
export async function sufferOutages(
  { system, takeAway }: OutageSystem,
  away: readonly Service[],
  { seed, forMs, gapMs, everyMs, folder, patienceMs }: OutageOptions,
): Promise<OutageOutcome> {
  const durationMs = away.length * (forMs + gapMs) + gapMs;
  const files = await drawAll(planUploads(seed, Math.ceil(durationMs / everyMs), folder));
  const uploads: Acknowledged[] = [];
  const wanted = new Map<string, string>();
  let isGrowing = true;
  const acknowledged = (upload: Acknowledged) => {
    uploads.push(upload);
    wanted.set(upload.name, upload.version);
  };
  const over = new AbortController();
  const tell = { began: () => undefined, acknowledged };
  const uploading = uploadAll(system.connectionStrings.Storage, files, tell, over.signal, everyMs);
  const named = new Map<Service, ReadonlySet<string>>();
  for (const service of away) {
    await delay(gapMs);
    const bringBack = await takeAway(service);
    named.set(service, await whatIsAway(system, service, forMs));
    await bringBack();
  }
  const endedAt = performance.now();
  const ready = untilReady(system).then(() => performance.now() - endedAt);
  await uploading;
  isGrowing = false;
  const { Cosmos } = system.connectionStrings;
  const waiting = { isGrowing: () => isGrowing, activity: () => 0, patienceMs, tell: () => undefined };
  await untilEnded(Cosmos, wanted, waiting);
  const endedAfterMs = performance.now() - endedAt;
  return { uploads, named, evidence: await evidenceOf(system), readyAfterMs: await ready, endedAfterMs };
}

const evidenceOf = ({ connectionStrings, url, keys }: System) => gather({ connectionStrings, url, key: keys.default });

interface Readiness {
  readonly checks: Readonly<Record<string, { readonly ok: boolean }>>;
}

/** How long the readiness may take to notice, beyond the outage, in ms. */
const blindMs = 10_000;

/** Everything that the readiness names meanwhile. */
async function whatIsAway(system: System, service: Service, forMs: number): Promise<Set<string>> {
  const since = performance.now();
  const names = new Set<string>();
  const isOver = (ms: number) => ms > forMs && (names.has(nameOf[service]) || ms > forMs + blindMs);
  while (!isOver(performance.now() - since)) {
    const answer = await call(system, '/api/health/ready');
    const { checks } = (await answer.json()) as Readiness;
    for (const [name, { ok }] of Object.entries(checks)) if (!ok && answer.status === 503) names.add(name);
    await delay(200);
  }
  return names;
}

async function untilReady(system: System): Promise<void> {
  while ((await call(system, '/api/health/ready')).status !== 200) await delay(200);
}

/** How `/api/health/ready` calls them. */
export const nameOf: Readonly<Record<Service, string>> = {
  cosmos: 'cosmos',
  'event-hubs': 'event-hubs',
  queue: 'queues',
  blob: 'blobs',
  'document-intelligence': 'document-intelligence',
};

/** Runs that have used more attempts of their last stage than one without an outage needs. */
export const burnt = ({ items }: Evidence, allowed = 1) =>
  items.filter(({ type, attempts = 0 }) => type === 'job' && attempts > allowed);
