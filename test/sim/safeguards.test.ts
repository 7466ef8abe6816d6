import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { documentId } from '../../src/jobs/identity.ts';
import { Cloud } from './cloud.ts';
import { comeToRest, live, peopleOf } from './life.ts';
import { poison } from './services.ts';
import { tampers } from './tampers.ts';
import { violations } from './violations.ts';
import { World } from './world.ts';

/** How many lives it may take until what is missing shows; most show in the first few. */
const mostSeeds = 600;

/** The first seed whose life goes wrong, with how. */
async function firstBad(lifeOf: (seed: number) => ReturnType<typeof live>) {
  for (let seed = 1; seed <= mostSeeds; seed++) {
    const found = await violations(await lifeOf(seed)).catch((error: unknown) => [String(error)]);
    if (found.length > 0) return { seed, found };
  }
  return undefined;
}

const { 'attempts are counted at the claim': uncounted, ...shownByLives } = tampers;

describe('a life without this safeguard goes wrong:', () => {
  it.each(Object.entries(shownByLives))('%s', async (_, tamper) => {
    expect(await firstBad((seed) => live(seed, { tamper }))).toBeDefined();
  });

  it('a version is an eTag, not what is in the bytes', async () => {
    const versionOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

    expect(await firstBad((seed) => live(seed, { versionOf }))).toBeDefined();
  });

  it('attempts are counted at the claim: poison is read for ever', async () => {
    const world = new World(1);
    const cloud = new Cloud(world, { tamper: uncounted });
    await peopleOf(world, cloud, new Map(), []).upload('bad.txt', poison);

    await comeToRest(world, cloud, { times: 60, seconds: 30 });

    const { jobs } = await cloud.stores.documents.readHistory(documentId('documents', 'bad.txt'));
    expect(jobs[0]?.state).not.toBe('dead');
    expect(jobs[0]?.epoch).toBeGreaterThan(7);
  });
});
