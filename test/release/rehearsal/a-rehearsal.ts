import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Decision } from '../../../src/local/azure-devops/approvals.ts';
import type { ExpandedPipeline } from '../../../src/release/pipeline/expanded.ts';
import type { Result } from '../../../src/release/pipeline/run/run-context.ts';
import { openArtifacts } from '../../../src/release/rehearsal/artifacts.ts';
import { type Locks, openLocks } from '../../../src/release/rehearsal/locks.ts';
import { openMasks } from '../../../src/release/rehearsal/masks.ts';
import type { Rehearsal } from '../../../src/release/rehearsal/rehearsal.ts';
import { runPipeline } from '../../../src/release/rehearsal/run-pipeline.ts';
import { openTimeline, type TimelineListener, type TimelineRecord } from '../../../src/release/rehearsal/timeline.ts';
import { expandFiles } from '../pipeline/expand-files.ts';

interface Given extends Partial<
  Pick<Rehearsal, 'lock' | 'refusal' | 'rejectedAs' | 'signal' | 'groupCalled' | 'mayUse'>
> {
  /** What people say about an environment; nobody is asked where nothing is said. */
  readonly decisions?: Readonly<Record<string, Decision>>;
  readonly listener?: Partial<TimelineListener>;
  readonly selected?: (stage: string) => boolean;
  /** Changes what the YAML cannot say, such as a time of less than a minute. */
  readonly change?: (pipeline: ExpandedPipeline) => ExpandedPipeline;
}

export interface Rehearsed {
  readonly results: Readonly<Record<string, Result>>;
  readonly records: readonly TimelineRecord[];
  /** A record by its id: `stage/job/step`. */
  readonly at: (id: string) => TimelineRecord;
  /** What a step printed. */
  readonly logOf: (id: string) => string;
}

/** A folder that is removed after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-rehearsal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The locks as a run takes them. */
export const aLock = (locks: Locks) => (environment: string) => locks.take(environment);

/** Runs a pipeline, its scripts for real. */
export async function rehearseYaml(text: string, given: Given = {}): Promise<Rehearsed> {
  const { pipeline, problems } = expandFiles({ 'a.yml': text });
  if (!pipeline || problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const { change = (same: ExpandedPipeline) => same, selected = () => true } = given;
  const rehearsal = await aRehearsal(given);
  const predefined = { 'Build.SourceBranch': 'refs/heads/main', 'System.AccessToken': 'token-of-the-build' };
  const results = await runPipeline(change(pipeline), { predefined, selected }, rehearsal);
  const { records } = rehearsal.timeline;
  const at = (id: string) => {
    const found = records.find((record) => record.id === id);
    if (!found) throw new Error(`There is no ${id} among ${records.map((record) => record.id).join(', ')}`);
    return found;
  };
  return { results: Object.fromEntries(results), records, at, logOf: (id) => (at(id).log ?? []).join('\n') };
}

async function aRehearsal({ decisions = {}, listener = {}, ...given }: Given): Promise<Rehearsal> {
  const folder = await aFolder();
  const masks = openMasks();
  masks.add('token-of-the-build');
  let ticks = Date.parse('2026-03-02T09:00:00Z');
  return {
    timeline: openTimeline(() => (ticks += 1000), { changed: () => undefined, printed: () => undefined, ...listener }),
    ...{ masks, root: folder, workFolder: join(folder, 'work') },
    artifacts: openArtifacts(join(folder, 'artifacts'), {}),
    env: { PATH: process.env['PATH'] ?? '' },
    signedIn: (connection) => ({ SIGNED_IN: connection ?? 'nobody' }),
    groupCalled: (name) => {
      throw new Error(`There is no variable group ${name}`);
    },
    mayUse: () => undefined,
    refusal: () => undefined,
    ask: (environment, stage) => {
      const decision = decisions[environment];
      if (!decision) return undefined;
      const asked = { approvers: ['reviewers'], instructions: 'Look at the evidence.', expiresAt: new Date(0) };
      return { id: '1', environment, stage, ...asked, decision: Promise.resolve(decision) };
    },
    lock: aLock(openLocks()),
    signal: new AbortController().signal,
    rejectedAs: 'Failed',
    ...given,
  };
}
