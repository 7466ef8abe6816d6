import { setTimeout as delay } from 'node:timers/promises';
import type { FaultDescription } from '../../src/local/faults/fault.ts';
import type { Blow, Deed, Instance, Moment, Target } from './blows.ts';
import type { Part } from './part.ts';
import { makeZombie } from './zombie.ts';
import { postFault } from './post-fault.ts';
import { descendants, killIfThere, living } from './processes.ts';
import type { System } from './system.ts';
import type { Watch } from './watch.ts';

/** What has been done to a system, and what it did that it must not. */
export interface Strikes {
  readonly kills: { readonly target: Target; readonly moment: Moment | 'rest' }[];
  pauses: number;
  faults: number;
  /** For people, one line each. */
  readonly offences: string[];
}

/** How long what a dead host leaves may live, in ms. */
const survivalMs = 3_000;

/** Strikes all blows, each at its moment, until `signal` aborts. Resolves when the last victim is back. */
export async function strikeAll(
  system: System,
  blows: ReadonlyMap<Moment, readonly Blow[]>,
  watch: Watch,
  strikes: Strikes,
  signal: AbortSignal,
): Promise<void> {
  const comingBack: Promise<unknown>[] = [];
  const taken = new Set<Part>();
  const context: Context = { system, strikes, taken, comingBack, signal };
  const lanes = [...blows.values()].map(async (lane) => {
    for (const { moment, nth, thenMs, deed } of lane) {
      const found = await watch.reached(moment, nth, signal);
      await delay(thenMs, undefined, { signal });
      const instance = watch.lastInstance(moment);
      const here = deed.kind === 'fault' || instance === undefined ? deed : { ...deed, instance };
      await strike(here, found === 'there' ? moment : 'rest', context);
    }
  });
  for (const end of await Promise.allSettled(lanes)) if (end.status === 'rejected' && !signal.aborted) throw end.reason;
  await Promise.all(comingBack);
}

interface Context {
  readonly system: System;
  readonly strikes: Strikes;
  /** Paused or dying: one thing at a time happens to a part. */
  readonly taken: Set<Part>;
  readonly comingBack: Promise<unknown>[];
  readonly signal: AbortSignal;
}

async function strike(deed: Deed, moment: Moment | 'rest', context: Context): Promise<void> {
  const { system, strikes } = context;
  if (deed.kind !== 'kill' && moment === 'rest') return;
  if (deed.kind === 'fault') {
    const part = partOf(deed.fault, system);
    await available([part], context);
    if ((await postFault(part, deed.fault)) !== undefined) strikes.faults++;
    return;
  }
  if (deed.kind === 'pause') {
    await available([...system.instances, system.parts.storage], context);
    await pause(deed, context);
    strikes.pauses++;
    return;
  }
  const { target, restartMs, instance } = deed;
  if (target === 'worker' || target === 'reader') await killInside(system.instances[instance], target, context);
  else {
    const victims = victimsOf(target, instance, system);
    await available(victims, context);
    for (const part of victims) void killPart(part, restartMs, context);
  }
  strikes.kills.push({ target, moment });
}

function victimsOf(target: Target, instance: Instance, { parts, instances, all }: System): readonly Part[] {
  if (target === 'everything') return all;
  if (target === 'host') return [instances[instance]];
  return target === 'worker' || target === 'reader' ? [] : [parts[target]];
}

/** Waits until all of them are up at once. What follows without an `await` finds them so. */
async function available(parts: readonly Part[], { taken, signal }: Context): Promise<void> {
  while (!parts.every((part) => part.isUp && !taken.has(part))) await delay(20, undefined, { signal });
}

async function killPart(part: Part, restartMs: number, { strikes, taken, comingBack }: Context): Promise<void> {
  taken.add(part);
  const isHost = part.name.startsWith('host');
  const below = isHost ? descendants(part.pid) : Promise.resolve([]);
  const killed = below.then(() => part.kill());
  comingBack.push(
    killed
      .then(() => delay(restartMs))
      .then(() => part.start())
      .then(() => taken.delete(part))
      .catch((error: unknown) => strikes.offences.push(`${part.name} did not come back: ${String(error)}`)),
  );
  const pids = (await below).map(({ pid }) => pid);
  await killed;
  await delay(survivalMs);
  const survivors = await living(pids);
  if (survivors.length === 0) return;
  strikes.offences.push(
    `${survivors.length} process(es) of ${part.name} live ${survivalMs / 1000} s after it was killed`,
  );
  // Nobody else would.
  for (const pid of survivors) killIfThere(pid);
}

/** Kills a process that a host, or its worker, has started. It is waited for if there is none just now. */
async function killInside(part: Part, target: 'worker' | 'reader', context: Context): Promise<void> {
  const sign = target === 'worker' ? '/worker/worker.ts' : '/reader-process.';
  for (;;) {
    await available([part], context);
    const found = (await descendants(part.pid)).find(({ command }) => command.includes(sign));
    if (found) {
      process.kill(found.pid, 'SIGKILL');
      return;
    }
    await delay(50, undefined, { signal: context.signal });
  }
}

async function pause({ instance, ms }: Extract<Deed, { kind: 'pause' }>, context: Context): Promise<void> {
  const { system, taken, comingBack } = context;
  const [zombie, other] = [system.instances[instance], system.instances[instance === 0 ? 1 : 0]];
  taken.add(zombie).add(other);
  const goOn = await makeZombie(zombie, other, system.parts.storage);
  taken.delete(other);
  comingBack.push(
    delay(ms).then(() => {
      goOn();
      taken.delete(zombie);
    }),
  );
}

const partOf = ({ service }: FaultDescription, { parts }: System) =>
  service === 'cosmos' || service === 'event-hubs' ? parts[service] : parts.storage;
