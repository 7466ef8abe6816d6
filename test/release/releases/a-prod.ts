import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { movableClock } from '../../../src/local/clock.ts';
import { decide } from '../../../src/release/rehearsal/decide.ts';
import { openRehearsalStage } from '../../../src/release/rehearsal/open-rehearsal.ts';
import { type RehearsedRun, rehearsePipeline } from '../../../src/release/rehearsal/rehearse-pipeline.ts';
import type { Waiting } from '../../../src/release/rehearsal/rehearsal.ts';
import { startWebhook } from '../../../src/release/rehearsal/webhook.ts';
import { buildPackages, root } from './packages.ts';

export const requester = 'sam';
export const approver = 'kim';

/** What people do when prod asks. */
export type Answer = (waiting: Waiting, prod: AProd) => Promise<void> | void;

export interface ReleaseOptions {
  readonly what: 'first' | 'second' | 'broken';
  readonly answer: Answer;
  readonly rejectedAs?: 'Failed' | 'Skipped';
  /** Changes what ci made before it is released. */
  readonly tamper?: (drop: string) => Promise<void>;
}

export interface TrainingOptions {
  /** Makes `<out>/drop`. */
  readonly drop: (out: string, run: number) => Promise<void>;
  readonly compareMinutes: number;
  readonly whileComparing?: () => Promise<void>;
  readonly answer: Answer;
}

export type AProd = Awaited<ReturnType<typeof aProd>>;

/** An empty prod, and release.yml to fill it: its stages for prod, from the candidate on. */
export async function aProd(hear: (line: string) => void = () => undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-releases-'));
  const webhook = await startWebhook((text) => hear(`webhook: ${text}`));
  const packages = await buildPackages(join(folder, 'packages'));
  const clock = movableClock();
  const stage = await openRehearsalStage({
    ...{ root, clock, requestedBy: requester, approvers: [approver], firstRun: 1 },
    dir: join(folder, 'environments'),
  });
  const environment = stage.environments.get('docscore-prod');
  if (!environment) throw new Error('There is no connection docscore-prod');
  let runs = 0;
  let cancelled = new AbortController();

  const prod = {
    stage,
    environment,
    clock,
    live: () => environment.cloud().control.app('live'),
    candidate: () => environment.cloud().control.app('candidate'),
    /** As a person in Azure DevOps. @throws ReleaseError when it refuses. */
    async say(waiting: Waiting, status: 'approved' | 'rejected', as: string, comment = '') {
      const { id, environment: name, approvers, instructions, expiresAt } = waiting;
      const devops = { url: stage.devops.url, project: stage.file.project, tokens: { [as]: stage.devops.tokenOf(as) } };
      const asked = {
        id,
        environment: name,
        approvers: [...approvers],
        instructions,
        expiresAt: expiresAt.toISOString(),
      };
      await decide({ id: runs, devops, waiting: asked }, { status, as, comment });
    },
    cancel: () => {
      cancelled.abort();
    },
    async release({ what, answer, rejectedAs = 'Failed', tamper }: ReleaseOptions): Promise<RehearsedRun> {
      runs += 1;
      cancelled = new AbortController();
      const ci = await packages.make(what, runs);
      await tamper?.(join(ci, 'drop'));
      const answered: Promise<void>[] = [];
      const run = await rehearsePipeline({
        ...{ root, file: 'pipelines/release.yml', stage, only: ['prod'], taken: { ci }, rejectedAs },
        folder: join(folder, 'runs', String(runs)),
        secrets: { 'release-webhook': webhook.url },
        env: process.env,
        signal: cancelled.signal,
        asked: (waiting) => {
          answered.push(Promise.resolve(answer(waiting, prod)));
        },
        listener: {
          printed: (record, line) => hear(`${record.id} │ ${line}`),
          changed: ({ id, state, result, note }) => hear(`${id} ${state} ${result ?? ''} ${note ?? ''}`),
        },
      });
      await Promise.all(answered);
      return run;
    },
    /** Where a stage of the last run left its evidence. */
    lastEvidence: (name: string) => join(folder, 'runs', String(runs), 'artifacts', `evidence-${name}-1`),
    /** train.yml from its candidate on; what training would have published is made by `drop`. */
    async train({ drop, compareMinutes, whileComparing, answer }: TrainingOptions): Promise<RehearsedRun> {
      runs += 1;
      const out = join(folder, 'trained', String(runs));
      await drop(out, runs);
      const besides: Promise<void>[] = [];
      const run = await rehearsePipeline({
        ...{ root, file: 'pipelines/train.yml', stage, skip: ['train'], published: { drop: join(out, 'drop') } },
        parameters: { compareMinutes },
        folder: join(folder, 'runs', String(runs)),
        secrets: { 'release-webhook': webhook.url },
        env: process.env,
        asked: (waiting) => {
          besides.push(Promise.resolve(answer(waiting, prod)));
        },
        listener: {
          printed: (record, line) => hear(`${record.id} │ ${line}`),
          changed: ({ id, title, state, result, note }) => {
            hear(`${id} ${state} ${result ?? ''} ${note ?? ''}`);
            if (title === 'Green beside blue' && state === 'running' && whileComparing) besides.push(whileComparing());
          },
        },
      });
      await Promise.all(besides);
      return run;
    },
    async end() {
      await stage.stop();
      await webhook.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return prod;
}
