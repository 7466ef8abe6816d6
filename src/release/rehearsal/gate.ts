import type { Stage } from '../pipeline/expanded.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { TimelineRecord } from './timeline.ts';

/** Whether a stage may begin. `leave` gives back its locks when it has ended. */
export type Entrance =
  | { readonly mayEnter: true; readonly leave: () => void }
  | { readonly mayEnter: false; readonly why: 'refused' | 'canceled'; readonly note: string };

/**
 * What Azure DevOps asks before each stage that uses an environment: may the pipeline use it, do branch and hours allow it, does a person approve, is the lock free; in
 * this order, so that nobody holds the lock while a person thinks. All environments of the stage have to say yes.
 */
export async function enter(stage: Stage, record: TimelineRecord, rehearsal: Rehearsal): Promise<Entrance> {
  const environments = new Set(stage.jobs.flatMap(({ environment }) => environment ?? []));
  const locks: (() => void)[] = [];
  for (const environment of environments) {
    rehearsal.mayUse(environment);
    const refused = (await refusedBy(environment, stage, record, rehearsal)) ?? undefined;
    if (refused) return refused;
  }
  const leave = () => locks.forEach((unlock) => unlock());
  for (const environment of environments) {
    const unlock = await locked(environment, record, rehearsal);
    if (!unlock) {
      leave();
      return { mayEnter: false, why: 'canceled', note: 'the run was cancelled' };
    }
    locks.push(unlock);
  }
  return { mayEnter: true, leave };
}

async function refusedBy(
  environment: string,
  stage: Stage,
  record: TimelineRecord,
  { timeline, refusal, ask }: Rehearsal,
): Promise<Entrance | undefined> {
  const no = refusal(environment);
  if (no) {
    const check = timeline.add({
      kind: 'check',
      name: no.check,
      title: `${no.check} of ${environment}`,
      parent: record,
    });
    timeline.end(check, 'Failed', no.reason);
    return { mayEnter: false, why: 'refused', note: `${no.check}: ${no.reason}` };
  }
  const asked = ask(environment, stage.name);
  if (!asked) return undefined;
  const check = timeline.add({ kind: 'check', name: 'approval', title: `Approval of ${environment}`, parent: record });
  const asks = `asks ${asked.approvers.join(', ')} until ${asked.expiresAt.toISOString()}`;
  // The decision takes the note's place; the log keeps who was asked.
  for (const line of [asks, ...asked.instructions.split('\n')]) if (line !== '') timeline.print(check, line);
  timeline.wait(check, asks);
  timeline.wait(record, `waits for the approval of ${environment}`);
  const { status, by, comment } = await asked.decision;
  const said = [by ?? 'nobody', ...(comment === undefined ? [] : [`“${comment}”`])].join(': ');
  const note = status === 'timedOut' ? 'timed out: nobody decided' : `${status} by ${said}`;
  timeline.end(check, status === 'approved' ? 'Succeeded' : status === 'canceled' ? 'Canceled' : 'Failed', note);
  if (status === 'approved') return undefined;
  return { mayEnter: false, why: status === 'canceled' ? 'canceled' : 'refused', note };
}

/** @returns undefined when the run was cancelled meanwhile. */
async function locked(
  environment: string,
  record: TimelineRecord,
  { timeline, lock, signal }: Rehearsal,
): Promise<(() => void) | undefined> {
  const check = timeline.add({
    kind: 'check',
    name: 'lock',
    title: `Exclusive lock of ${environment}`,
    parent: record,
  });
  timeline.wait(check, 'waits until it is free');
  const taken = lock(environment);
  const unlock = await Promise.race([taken, canceled(signal)]);
  if (!unlock) void taken.then((giveBack) => giveBack());
  timeline.end(check, unlock ? 'Succeeded' : 'Canceled', unlock ? undefined : 'the run was cancelled');
  return unlock;
}

const canceled = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
