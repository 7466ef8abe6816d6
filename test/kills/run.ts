import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planBlows } from './blows.ts';
import { gather } from './evidence.ts';
import type { KillsOptions } from './options.ts';
import type { Progress } from './progress.ts';
import type { Safeguard } from './safeguards.ts';
import { secondVersions } from './second-versions.ts';
import { copySource } from './source-copy.ts';
import { strikeAll, type Strikes } from './strike.ts';
import { startSystem, type System } from './system.ts';
import { untilEnded } from './until-ended.ts';
import { drawAll, uploadAll, type Acknowledged } from './upload-all.ts';
import { planUploads } from './uploads.ts';
import { judge, type Offence } from './verdict.ts';
import { createWatch } from './watch.ts';

export interface Outcome {
  readonly offences: readonly Offence[];
  readonly strikes: Strikes;
  readonly names: number;
  readonly uploads: number;
  readonly ended: number;
  /** Events that came more than once, all with the same id. */
  readonly repeats: number;
  /** Messages that dead hosts had taken; they come back 10 minutes later, and are dropped. */
  readonly hidden: number;
  readonly seconds: {
    readonly all: number;
    /** From the last upload or blow to the last end. */ readonly drain: number;
  };
  /** What the processes said; kept when something is wrong although no safeguard was taken away. */
  readonly logs?: string;
}

/** Systems that run now, for whoever has to end in a hurry: nothing of them is left. */
export const running = new Set<{ end(): Promise<unknown> }>();

/** One run: everything started, uploaded, killed, restarted, gathered, judged. Logs are kept when something is wrong. */
export async function run(options: KillsOptions, without: Safeguard | undefined, progress: Progress): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-kills-'));
  const deaths: string[] = [];
  const watch = createWatch();
  progress.show('building');
  const files = await drawAll(planUploads(options.seed, options.documents));
  const places = await copySource(options.source, folder, without);
  progress.show('starting');
  const system = await startSystem({
    ...places,
    folder,
    onHostLine: (line, instance) => watch.read(line, instance),
    onDeath: (name, how) => deaths.push(`${name} ended by itself: ${how}`),
  });
  const remove = (parts: readonly string[]) =>
    Promise.all(parts.map((part) => rm(join(folder, part), { recursive: true, force: true })));
  const hurried = { end: () => system.end().then(() => remove(['.'])) };
  running.add(hurried);
  let isKept = true;
  try {
    const outcome = await underFire(options, system, files, watch, progress);
    const offences = [...outcome.offences, ...deaths.map((what): Offence => ({ kind: 'process', what }))];
    isKept = offences.length > 0 && !without;
    return { ...outcome, offences, ...(isKept && { logs: join(folder, 'logs') }) };
  } finally {
    await system.end();
    running.delete(hurried);
    await remove(isKept ? ['source', 'app', 'state'] : ['.']);
  }
}

async function underFire(
  options: KillsOptions,
  system: System,
  files: Awaited<ReturnType<typeof drawAll>>,
  watch: ReturnType<typeof createWatch>,
  progress: Progress,
): Promise<Omit<Outcome, 'logs'>> {
  const { seed, documents, kills, patienceMs } = options;
  const since = performance.now();
  const acknowledged: Acknowledged[] = [];
  const wanted = new Map<string, string>();
  const strikes: Strikes = { kills: [], pauses: 0, faults: 0, offences: [] };
  let isUnderWay = true;
  let ended = 0;
  let calmAt = 0;
  const tell = (now: number) => {
    ended = now;
    watch.setCalm(acknowledged.length === files.size && ended === documents);
    const seconds = Math.round((performance.now() - since) / 1000);
    progress.show(
      `${seconds} s  uploaded ${acknowledged.length} of ${files.size}  kills ${strikes.kills.length} of ${kills}  ended ${ended} of ${documents}`,
    );
  };
  const over = new AbortController();
  const holdUp = secondVersions(system.parts.storage);
  const uploading = uploadAll(
    system.connectionStrings.Storage,
    files,
    {
      began: async (upload) => {
        watch.came('upload');
        await holdUp(upload);
      },
      acknowledged: (upload) => {
        acknowledged.push(upload);
        wanted.set(upload.name, upload.version);
      },
    },
    over.signal,
  );
  const striking = strikeAll(system, planBlows(seed, kills, files.size), watch, strikes, over.signal);
  const both = Promise.all([uploading, striking]).then(() => {
    isUnderWay = false;
    calmAt = performance.now();
  });
  const ending = untilEnded(system.connectionStrings.Cosmos, wanted, {
    isGrowing: () => isUnderWay,
    activity: () => strikes.kills.length + strikes.faults,
    patienceMs,
    tell,
  });
  await Promise.all([both, ending.then(() => over.abort())]);
  const now = performance.now();
  const evidence = await gather(system);
  return {
    offences: [
      ...judge(evidence, acknowledged),
      ...strikes.offences.map((what): Offence => ({ kind: 'process', what })),
    ],
    strikes,
    names: wanted.size,
    uploads: acknowledged.length,
    ended,
    repeats: evidence.events.length - new Set(evidence.events.map(({ id }) => id)).size,
    hidden: evidence.messages.hidden,
    seconds: { all: Math.round((now - since) / 1000), drain: Math.round((now - calmAt) / 1000) },
  };
}
