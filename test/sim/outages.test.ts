import { describe, expect, it } from 'vitest';
import { Cloud } from './cloud.ts';
import { comeToRest, peopleOf } from './life.ts';
import { contents, outages } from './services.ts';
import { violations } from './violations.ts';
import { World } from './world.ts';

const hour = { times: 120, seconds: 30 };
const twentyMinutes = { times: 40, seconds: 30 };

/** Five documents are on their way when the outage begins; five more come while it lasts. */
async function liveThrough(seed: number, ports: readonly string[]) {
  const world = new World(seed);
  const cloud = new Cloud(world);
  const written = new Map<string, string>();
  const { upload } = peopleOf(world, cloud, written, contents);
  const uploadFive = async (round: string) => {
    for (let index = 0; index < 5; index++) await upload(`${round}-${String(index)}.txt`, world.pick(contents));
  };
  await uploadFive('before');
  for (let steps = 0; steps < 40; steps++) {
    cloud.deliver();
    await world.step();
  }
  for (const port of ports) world.away.add(port);
  await uploadFive('during');
  await comeToRest(world, cloud, hour);
  const during = await attemptsOf(cloud);
  world.away.clear();
  await comeToRest(world, cloud, twentyMinutes);
  return { life: { world, cloud, written, cancelled: new Set<string>() }, mostAttempts: Math.max(0, ...during) };
}

async function attemptsOf(cloud: Cloud): Promise<number[]> {
  const { items } = await cloud.stores.documents.listHeads({}, { limit: 100 });
  const histories = await Promise.all(items.map(({ documentId }) => cloud.stores.documents.readHistory(documentId)));
  return histories.flatMap(({ jobs }) => jobs.map(({ attempts }) => attempts));
}

describe('an hour without', () => {
  const all = { ...outages, 'all of them': Object.values(outages).flat() };

  it.each(Object.entries(all))(
    '%s loses nothing and burns no attempt, and 20 minutes later every document is scored, told of once',
    async (_, ports) => {
      for (let seed = 1; seed <= 2; seed++) {
        const { life, mostAttempts } = await liveThrough(seed, ports);
        const found = await violations(life);
        const { items } = await life.cloud.stores.documents.listHeads({ state: 'scored' }, { limit: 100 });

        expect(mostAttempts, 'a claim that was under way, and no more').toBeLessThanOrEqual(1);
        expect(items).toHaveLength(10);
        // A message that nobody could process is given up by the queue, not by docscore: its job is the truth.
        expect(found.filter((violation) => violation !== 'a message was given up')).toEqual([]);
      }
    },
  );
});
