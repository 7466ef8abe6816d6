import { expect, it } from 'vitest';
import { documentId } from '../../src/jobs/identity.ts';
import { Cloud } from './cloud.ts';
import { comeToRest, peopleOf } from './life.ts';
import { contents, poison } from './services.ts';
import { violations } from './violations.ts';
import { World } from './world.ts';

const bad = documentId('documents', 'bad.txt');

async function aCloudWithPoison(seed: number) {
  const world = new World(seed);
  const cloud = new Cloud(world);
  const written = new Map<string, string>();
  const { upload } = peopleOf(world, cloud, written, contents);
  await upload('left.txt', 'alpha');
  await upload('bad.txt', poison);
  await upload('right.txt', 'bravo');
  const stateOf = async (name: string) =>
    (await cloud.stores.documents.readHead(documentId('documents', name)))?.item.state;
  const eventsOf = (id: string) =>
    cloud.stores.published.filter(({ subject }) => subject === id).map(({ type }) => type.split('.')[2]);
  return { world, cloud, written, stateOf, eventsOf };
}

it('a document that kills its reader each time is dead within 7 claims, and its neighbours are scored', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { world, cloud, stateOf } = await aCloudWithPoison(seed);

    await comeToRest(world, cloud, { times: 40, seconds: 30 });

    const { jobs } = await cloud.stores.documents.readHistory(bad);
    expect(jobs).toMatchObject([{ state: 'dead', reason: { code: 'crashed' } }]);
    expect(jobs[0]?.epoch).toBeLessThanOrEqual(7);
    expect([await stateOf('left.txt'), await stateOf('right.txt')]).toEqual(['scored', 'scored']);
  }
});

it('it has one second chance by itself after two hours, and no third', async () => {
  const { world, cloud, eventsOf } = await aCloudWithPoison(1);
  await comeToRest(world, cloud, { times: 400, seconds: 30 });

  const { jobs } = await cloud.stores.documents.readHistory(bad);

  expect(jobs).toMatchObject([{ state: 'dead', replays: 1, epoch: 10 }]);
  expect(eventsOf(bad)).toEqual(['dead']);
});

it('mended and replayed it is scored once, as the same run', async () => {
  const { world, cloud, written, eventsOf } = await aCloudWithPoison(2);
  await comeToRest(world, cloud, { times: 40, seconds: 30 });

  cloud.stores.reader.isMended = true;
  const answers: (number | undefined)[] = [];
  for (let time = 0; time < 3; time++) cloud.order('replay', bad, ({ status }) => void answers.push(status));
  await comeToRest(world, cloud, { times: 300, seconds: 30 });

  const { jobs, predictions } = await cloud.stores.documents.readHistory(bad);
  expect(answers.sort()).toEqual([202, 409, 409]);
  expect(jobs).toMatchObject([{ run: 1, state: 'scored', replays: 1 }]);
  expect(predictions).toHaveLength(1);
  expect(eventsOf(bad)).toEqual(['dead', 'scored']);
  expect(await violations({ world, cloud, written, cancelled: new Set() })).toEqual([]);
});

it('what comes back by itself is scored without anybody doing anything', async () => {
  const { world, cloud, eventsOf, stateOf } = await aCloudWithPoison(3);
  await comeToRest(world, cloud, { times: 40, seconds: 30 });

  cloud.stores.reader.isMended = true; // A host that was replaced, say.
  await comeToRest(world, cloud, { times: 240, seconds: 30 });

  expect(await stateOf('bad.txt')).toBe('scored');
  expect(eventsOf(bad)).toEqual(['dead', 'scored']);
});
