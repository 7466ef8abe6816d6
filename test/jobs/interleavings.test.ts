import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outboxId } from '../../src/jobs/identity.ts';
import { Cloud } from '../sim/cloud.ts';
import { contents } from '../sim/services.ts';
import { World } from '../sim/world.ts';

const names = ['one.txt', 'two.txt', 'folder/three.txt'];

const faults = { lostRequest: 0.01, lostAnswer: 0.02, kill: 0.004 };

/** People upload, overwrite, touch and delete while workers run, die, and lose requests and answers; then the faults end. */
async function live(seed: number) {
  const world = new World(seed);
  const cloud = new Cloud(world);
  const written = new Map<string, string>();
  let sequencer = 0;

  const act = async () => {
    const name = world.pick(names);
    const { uploads } = cloud.stores;
    if (world.chance(0.15) && (await uploads.head(name))) {
      uploads.delete(name);
      cloud.announce(name, 'Deleted', ++sequencer);
    } else if (world.chance(0.15)) {
      uploads.touch(name);
      const upload = await uploads.head(name);
      if (upload) written.set(upload.version, uploads.textOf(name));
    } else {
      const text = world.pick(contents);
      const { version } = await uploads.put(name, chunks(text), { contentType: 'text/plain', limitBytes: 100 });
      written.set(version, text);
      cloud.announce(name, 'Created', ++sequencer);
    }
  };

  world.faults = faults;
  for (let actions = 0; actions < 10;) {
    if (world.chance(0.03)) {
      await act();
      actions += 1;
    }
    if (world.chance(0.02)) world.pass(world.random() * 90);
    if (world.chance(0.05)) await cloud.feed();
    if (world.chance(0.02)) cloud.sweep();
    if (world.chance(0.3)) cloud.deliver();
    await world.step();
  }

  world.faults = { lostRequest: 0, lostAnswer: 0, kill: 0 };
  await comeToRest(world, cloud);
  return { cloud, written };
}

async function* chunks(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

/** Delivers, sweeps and lets time pass until nothing is owed, for two simulated hours at most. */
async function comeToRest(world: World, cloud: Cloud) {
  for (let halfMinutes = 0; halfMinutes < 240; halfMinutes++) {
    cloud.sweep();
    await cloud.feed();
    for (;;) {
      while (world.waiting > 0) await world.step();
      if (!cloud.deliver()) break;
      await world.step();
    }
    world.pass(30);
  }
}

describe('documents under random interleavings of workers, duplicates, overwrites, deaths and lost answers', () => {
  const runs = Number(process.env['SIM_RUNS'] ?? 150);

  it(
    'every blob ends with one answer about its own bytes and one event that agrees',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
          const { cloud, written } = await live(seed);
          const { documents, uploads, published } = cloud.stores;
          const { items: heads } = await documents.listHeads({}, { limit: 100 });

          expect(cloud.idle, 'nothing is left to do').toBe(true);
          expect(cloud.poisoned, 'no message was given up').toEqual([]);
          for (const name of names) {
            const upload = await uploads.head(name);
            const head = heads.find((candidate) => candidate.name === name);
            if (upload) {
              expect(head, `${name} is known`).toMatchObject({ version: upload.version, state: 'scored' });
              expect(head?.answer?.label, `${name} is answered by its own bytes`).toBe(written.get(upload.version));
            } else if (head) expect(head.state, `${name} is gone`).toBe('deleted');
          }
          for (const head of heads) await checkRuns(cloud, head.documentId, written);
          const bytesById = new Map<string, string>();
          for (const event of published) {
            expect(bytesById.get(event.id) ?? JSON.stringify(event), 'an event sent again has the same bytes').toBe(
              JSON.stringify(event),
            );
            bytesById.set(event.id, JSON.stringify(event));
          }
        }),
        { numRuns: runs, ...(process.env['SIM_SEED'] ? { seed: Number(process.env['SIM_SEED']) } : {}) },
      );
    },
  );
});

async function checkRuns(cloud: Cloud, documentId: string, written: ReadonlyMap<string, string>) {
  const { documents, published } = cloud.stores;
  const { jobs, predictions } = await documents.readHistory(documentId);
  for (const job of jobs) {
    const mine = predictions.filter(({ version, run }) => version === job.version && run === job.run);
    const events = new Set(
      published
        .filter(
          ({ data, type }) =>
            data.documentId === documentId &&
            data.version === job.version &&
            data.run === job.run &&
            type.includes('.scored.'),
        )
        .map(({ id }) => id),
    );
    const outbox = await documents.readOutbox({ documentId, id: outboxId(job, 'scored') });
    const scored = job.state === 'scored' ? 1 : 0;
    expect([job.state, mine.length, events.size], 'prediction and event for each scored run, and for no other').toEqual(
      [job.state, scored, scored],
    );
    expect(job.endedAt, 'every run ends').toBeDefined();
    if (scored === 1) {
      expect(mine[0]?.label, 'the text belongs to the version').toBe(written.get(job.version));
      expect(outbox?.item.state).toBe('published');
    }
    expect(['scored', 'superseded', 'deleted']).toContain(job.state);
  }
}
