import { memoryUploads } from '../../src/adapters/memory-uploads.ts';
import { documentId } from '../../src/jobs/identity.ts';
import { Cloud, type Tamper } from './cloud.ts';
import type { Order } from './operators.ts';
import { contents } from './services.ts';
import { everSoLate, World, type Faults } from './world.ts';

const names = ['one.txt', 'two.txt', 'folder/three.txt'];

const usual: Faults = { lostRequest: 0.02, lostAnswer: 0.03, kill: 0.01 };

/** What happened in a life, for whoever checks it. */
export interface Life {
  readonly world: World;
  readonly cloud: Cloud;
  /** Text by version. */
  readonly written: ReadonlyMap<string, string>;
  /** Documents that an operator cancelled, or may have. */
  readonly cancelled: ReadonlySet<string>;
}

interface LifeOptions {
  readonly tamper?: Tamper | undefined;
  /** What is instead of an eTag. */
  readonly versionOf?: ((bytes: Uint8Array) => string) | undefined;
  readonly actions?: number;
  readonly faults?: Faults;
  /** What can be uploaded. */
  readonly texts?: readonly string[];
}

/**
 * People upload, overwrite, touch and delete, and operators reprocess, cancel, delete and replay, while workers run, die, and
 * lose requests and answers; then the faults end, and everything comes to rest.
 */
export async function live(
  seed: number,
  { tamper, versionOf, actions = 10, faults = usual, texts = contents }: LifeOptions = {},
): Promise<Life> {
  const world = new World(seed);
  const cloud = new Cloud(world, { tamper, uploads: memoryUploads(world.now, versionOf) });
  const written = new Map<string, string>();
  const cancelled = new Set<string>();
  const people = peopleOf(world, cloud, written, texts);
  const order = (name: string) => {
    const order = world.pick<Order>(['reprocess', 'reprocess', 'cancel', 'delete', 'replay']);
    if (order === 'cancel') cancelled.add(name);
    cloud.order(order, documentId('documents', name));
  };

  world.faults = faults;
  for (let done = 0; done < actions;) {
    if (world.chance(0.01)) {
      const name = world.pick(names);
      if (world.chance(0.4)) order(name);
      else await people.act(name);
      done += 1;
    }
    if (world.chance(0.02)) world.pass(world.random() * 60);
    if (world.chance(0.03)) await cloud.feed();
    if (world.chance(0.01)) cloud.sweep();
    if (world.chance(0.3)) cloud.deliver();
    cloud.endOverdue();
    await world.step();
  }
  world.faults = { lostRequest: 0, lostAnswer: 0, kill: 0 };
  await comeToRest(world, cloud, { times: 40, seconds: 30 });
  await comeToRest(world, cloud, { times: 36, seconds: 300 }); // Erasures and second chances come late.
  return { world, cloud, written, cancelled };
}

/** Those who write blobs, with whatever tool. */
export function peopleOf(world: World, cloud: Cloud, written: Map<string, string>, texts: readonly string[]) {
  const { uploads } = cloud.stores;
  let sequencer = 0;
  const upload = async (name: string, text: string) => {
    const { version } = await uploads.put(name, chunks(text), { contentType: 'text/plain', limitBytes: 100 });
    written.set(version, text);
    cloud.announce(name, 'Created', ++sequencer);
  };
  const remove = async (name: string) => {
    await uploads.delete(name);
    cloud.announce(name, 'Deleted', ++sequencer);
  };
  const touch = async (name: string) => {
    uploads.touch(name);
    const upload = await uploads.head(name);
    if (upload) written.set(upload.version, uploads.textOf(name));
  };
  const act = async (name: string) => {
    if (world.chance(0.15) && (await uploads.head(name))) await remove(name);
    else if (world.chance(0.15)) await touch(name);
    else await upload(name, world.pick(texts));
  };
  return { upload, remove, act };
}

async function* chunks(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

/** Sweeps until all has settled: each part of the sweep has looked at everything by then. */
const leastSweeps = 6;

/** Sweeps, and delivers until nothing is due, then lets time pass; so many times, or until nothing more can come. */
export async function comeToRest(world: World, cloud: Cloud, { times, seconds }: { times: number; seconds: number }) {
  for (let passed = 0; passed < times; passed++) {
    if (passed >= leastSweeps && (await isAtRest(cloud))) return;
    cloud.sweep();
    await cloud.feed();
    for (;;) {
      while (world.waiting > 0) await world.step();
      if (!cloud.deliver()) break;
      await world.step();
    }
    world.pass(seconds);
    cloud.endOverdue();
  }
}

async function isAtRest({ idle, stores: { documents, deadLetters } }: Cloud): Promise<boolean> {
  const owed = await Promise.all([
    documents.listDue(everSoLate, 1),
    documents.listErasures(everSoLate, 1),
    documents.listUnpublished(everSoLate, 1),
    deadLetters.listUndelivered(1),
  ]);
  return idle && owed.every(({ length }) => length === 0);
}
