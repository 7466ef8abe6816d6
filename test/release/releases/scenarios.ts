import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RehearsedRun } from '../../../src/release/rehearsal/rehearse-pipeline.ts';
import { steadyRequests } from '../../e2e/rollouts/steady-requests.ts';
import { approver, type AProd, requester, type Answer, type ReleaseOptions } from './a-prod.ts';
import { served } from './asks.ts';

/** A release, and what has to be so when it has ended. */
export interface Scenario {
  readonly name: string;
  readonly release: ReleaseOptions;
  /** Of its stages. */
  readonly results: { readonly prod_candidate: string; readonly prod: string; readonly withdraw: string };
  /** Whether prod serves something else afterwards. */
  readonly changes: boolean;
  /** In the last change of the rollout of incident-outcome. */
  readonly audit: { readonly action: string; readonly why: RegExp };
}

const reason = 'Too many letters read as forms';

const approve: Answer = (waiting, prod) => prod.say(waiting, 'approved', approver, 'Looks right');

/** Whoever started it tries, is refused, and another approves. */
const approveAfterOwnTry: Answer = async (waiting, prod) => {
  const own = await prod.say(waiting, 'approved', requester).then(
    () => 'taken',
    (error: unknown) => String(error),
  );
  if (!own.includes('cannot approve it'))
    throw new Error(`${requester} approved the run that ${requester} started: ${own}`);
  await approve(waiting, prod);
};

const reject: Answer = (waiting, prod) => prod.say(waiting, 'rejected', approver, reason);

const withdrawn = { prod_candidate: 'Succeeded', prod: 'Failed', withdraw: 'Succeeded' } as const;
const promoted = { prod_candidate: 'Succeeded', prod: 'Succeeded', withdraw: 'Skipped' } as const;
const rejectedBy = new RegExp(`rejected by ${approver}.*${reason}`);

/** The first fills an empty prod; each of the others begins with what the one before left. */
export const scenarios: Readonly<
  Record<
    'first' | 'rejected' | 'rejectedAsSkipped' | 'timedOut' | 'cancelled' | 'tampered' | 'approved' | 'broken',
    Scenario
  >
> = {
  first: {
    name: 'the first release',
    release: { what: 'first', answer: approve },
    results: promoted,
    changes: true,
    audit: { action: 'promote', why: /./ },
  },
  rejected: {
    name: 'rejected, which reads Failed',
    release: { what: 'second', answer: reject },
    results: withdrawn,
    changes: false,
    audit: { action: 'withdraw', why: rejectedBy },
  },
  rejectedAsSkipped: {
    name: 'rejected, which reads Skipped',
    release: { what: 'second', answer: reject, rejectedAs: 'Skipped' },
    results: { ...withdrawn, prod: 'Skipped' },
    changes: false,
    audit: { action: 'withdraw', why: rejectedBy },
  },
  timedOut: {
    name: 'nobody answers in time',
    release: {
      what: 'second',
      answer: ({ expiresAt }, { clock }) => {
        clock.advance(expiresAt.getTime() - clock.now());
      },
    },
    results: withdrawn,
    changes: false,
    audit: { action: 'withdraw', why: /nobody approved in time/ },
  },
  cancelled: {
    name: 'cancelled while it waits',
    release: {
      what: 'second',
      answer: (_, { cancel }) => {
        cancel();
      },
    },
    results: { ...withdrawn, prod: 'Canceled' },
    changes: false,
    audit: { action: 'withdraw', why: /cancelled/ },
  },
  tampered: {
    name: 'one byte of the package changed',
    release: { what: 'second', answer: approve, tamper: (drop) => appendFile(join(drop, 'docscore.zip'), 'x') },
    results: { prod_candidate: 'Failed', prod: 'Skipped', withdraw: 'Failed' },
    changes: false,
    audit: { action: 'withdraw', why: /./ },
  },
  approved: {
    name: 'approved, not by who started it',
    release: { what: 'second', answer: approveAfterOwnTry },
    results: promoted,
    changes: true,
    audit: { action: 'promote', why: /./ },
  },
  broken: {
    name: 'the smoke test of what went live fails',
    release: { what: 'broken', answer: approve },
    results: withdrawn,
    changes: false,
    audit: { action: 'promote', why: /./ },
  },
};

/** What a release did, beside what was asked of it while it ran. */
export interface Outcome {
  readonly run: RehearsedRun;
  readonly before: Awaited<ReturnType<typeof served>> | undefined;
  readonly after: Awaited<ReturnType<typeof served>>;
  readonly candidate: string;
  readonly asked: number;
  /** Requests to prod without a 2xx. */
  readonly failed: number;
  readonly seconds: number;
}

/** Runs a release while prod is asked, 20 times a second, and looks what it left. */
export async function play(prod: AProd, { release }: Scenario): Promise<Outcome> {
  const isThere = prod.environment.storage() !== undefined;
  const live = isThere ? await prod.live() : undefined;
  const before = isThere ? await served(prod) : undefined;
  const load =
    live &&
    steadyRequests({
      ...{ url: live.url, functionKey: live.keys.default, model: 'incident-outcome', perSecond: 20 },
      instance: { region: 'north', kind: 'outage', month: 3 },
      keyOf: (index) => `caller-${index % 50}`,
    });
  const began = performance.now();
  const run = await prod.release(release);
  const seconds = (performance.now() - began) / 1000;
  await load?.stop();
  const failed = load?.asked.filter(({ status }) => status < 200 || status > 299).length ?? 0;
  const { state } = await prod.candidate();
  return { run, before, after: await served(prod), candidate: state, asked: load?.asked.length ?? 0, failed, seconds };
}
