import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { sha256OfFile } from '../evidence/digest.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence, record } from '../evidence/evidence-folder.ts';
import { ReleaseError } from '../run-program.ts';
import { appOf, platformOf, type Platform } from './platform.ts';
import { releasesOf, remembered, type AppRecord, type Deployed } from './releases.ts';
import type { AppName, StepContext, StepResult } from './step.ts';

/** How long an app may take to answer with a new package, in ms; Azure takes up to three minutes. */
const patienceMs = 10 * 60_000;
const betweenMs = 500;

/**
 * Deploys the package of the evidence. What the app has by then is written down first, so that a roll back knows it however this ends.
 *
 * @throws ReleaseError for a package that is not the evidence's, an older one than the app has (unless `rollBack`), and in prod for one
 * that is not the candidate whose smoke test passed, unless a roll back goes to what served there before.
 */
export async function deployCode(
  context: StepContext,
  { app, rollBack = false }: { readonly app: AppName; readonly rollBack?: boolean },
): Promise<StepResult> {
  const { az, place, environment, now, say } = context;
  const evidence = await readEvidence(place);
  const wanted = await packageOf(context, evidence);
  const platform = await platformOf(context);
  const releases = releasesOf(az, platform.storageAccountName);
  const before = await releases.read(app);
  const { name, url } = appOf(platform, app);
  if (!rollBack) mustNotBeOlder(name, wanted, before);
  const hasServed = before.earlier.some(({ sha256 }) => sha256 === wanted.sha256);
  if (app === 'live' && environment === 'prod' && !(rollBack && hasServed))
    mustBeTested(evidence, wanted, await releases.read('candidate'));
  const instead = before.current?.sha256 === wanted.sha256 ? before.earlier[0] : before.current;
  if (before.current?.sha256 === wanted.sha256 && (await answers(url)) === wanted.contents) {
    say(`${name} has ${wanted.sha256.slice(0, 12)} already`);
    return { app: name, package: wanted.sha256, changed: false };
  }
  await releases.keep(wanted.sha256, wanted.path);
  const { path, ...deployed } = wanted;
  await releases.write(app, withPackage(before, { ...deployed, at: now().toISOString() }));
  await deployZip(context, platform, { app, path, contents: wanted.contents });
  await record(place, {
    ...{ at: now().toISOString(), environment, what: 'deployed', app, package: wanted.sha256 },
    ...(instead && { instead: instead.sha256 }),
  });
  say(
    `${name} has ${wanted.sha256.slice(0, 12)} (commit ${wanted.commit.slice(0, 12)}), instead of ${instead?.sha256.slice(0, 12) ?? 'nothing'}`,
  );
  return { app: name, package: wanted.sha256, changed: true, instead: instead?.sha256 };
}

/** Deploys a ZIP and waits until the app answers with it. */
export async function deployZip(
  { az, say }: StepContext,
  platform: Platform,
  { app, path, contents }: { readonly app: AppName; readonly path: string; readonly contents: string },
): Promise<void> {
  const { name, url } = appOf(platform, app);
  const which = ['--resource-group', platform.resourceGroup, '--name', name];
  const { state } = z.object({ state: z.string() }).parse(await az(['functionapp', 'show', ...which]));
  if (state !== 'Running') await az(['functionapp', 'start', ...which]);
  await az(['functionapp', 'deployment', 'source', 'config-zip', ...which, '--src', path]);
  say(`waiting for ${url}/api/version to say ${contents.slice(0, 12)}`);
  const until = Date.now() + patienceMs;
  let said = await answers(url);
  while (said !== contents) {
    if (Date.now() > until)
      throw new ReleaseError(`${name} does not answer with the new package: it says ${said ?? 'nothing'}`, {
        next: 'Look at its log stream; the package before can be deployed with roll-back.',
      });
    await delay(betweenMs);
    said = await answers(url);
  }
}

const Version = z.object({ digest: z.string() });

/** The digest that an app tells; `undefined` while it answers otherwise. */
async function answers(url: string): Promise<string | undefined> {
  const response = await fetch(`${url}/api/version`, { signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
  if (!response?.ok) return undefined;
  return Version.safeParse(await response.json().catch(() => undefined)).data?.digest;
}

/** The record with one more package at its top. */
function withPackage({ current, earlier }: AppRecord, deployed: Deployed): AppRecord {
  const before = current && current.sha256 !== deployed.sha256 ? [current, ...earlier] : earlier;
  return { schema: 1, current: deployed, earlier: before.slice(0, remembered) };
}

async function packageOf({ place }: StepContext, { package: built, commit, run, digest }: Evidence) {
  if (!built) throw new ReleaseError('The evidence names no package: it is of models only');
  const path = join(place.drop, built.file);
  const found = await sha256OfFile(path);
  if (found !== built.sha256)
    throw new ReleaseError(
      `${path} is not the package of the evidence: ${found.slice(0, 12)} instead of ${built.sha256.slice(0, 12)}`,
    );
  return { path, sha256: built.sha256, contents: built.contents, commit, runId: run.id, release: digest };
}

function mustNotBeOlder(name: string, wanted: { readonly runId: number }, { current }: AppRecord): void {
  if (!current || wanted.runId >= current.runId) return;
  throw new ReleaseError(
    `${name} has the package of run ${String(current.runId)}, and this one is older: of run ${String(wanted.runId)}`,
    { next: 'Say --roll-back if you mean it.' },
  );
}

/** What goes live is what stood as the candidate, and still does. */
function mustBeTested({ entries }: Evidence, wanted: { readonly sha256: string }, { current }: AppRecord): void {
  const last = entries.findLast((entry) => entry.what === 'smoke' && entry.app === 'candidate');
  if (last?.what !== 'smoke' || last.package !== wanted.sha256 || last.failed.length > 0)
    throw new ReleaseError('This package has not passed the smoke test as a candidate: it does not go live');
  if (current?.sha256 === wanted.sha256) return;
  throw new ReleaseError(
    current
      ? `Another release took the candidate's place meanwhile (run ${String(current.runId)}): approve that one`
      : 'The candidate was withdrawn: it does not go live',
  );
}
