import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import type { Job } from '../../../src/domain/job.ts';
import { aSystem } from '../a-system.ts';

const isJob = (item: { type: string } | undefined): item is Job => item?.type === 'job';

/** A system whose store refuses commits from the second of stage `score` on: after its claim, until it is mended. */
function aStoreThatGoesAway() {
  let [isMended, isAway] = [false, false];
  const system = aSystem(({ documents }) => ({
    documents: {
      ...documents,
      async commit(documentId, writes) {
        if (isAway) throw new AppError('unavailable', 'Cosmos DB is away');
        const outcome = await documents.commit(documentId, writes);
        const job = writes.map((write) => ('replace' in write ? write.replace : undefined)).find(isJob);
        if (job?.stage === 'score' && job.state === 'running') isAway = !isMended;
        return outcome;
      },
    },
  }));
  return { ...system, mend: () => ([isMended, isAway] = [true, false]) };
}

describe('a store that goes away between claim and commit', () => {
  it('uses up no attempt: the message goes back and says that the claim is let go of', async () => {
    const { upload, processNext, sent, mend, itemsOf } = aStoreThatGoesAway();
    const job = () => itemsOf('a.txt').find(isJob);
    await upload('a.txt');
    await processNext();
    await processNext();
    await processNext();

    const claimed = job();
    expect(claimed).toMatchObject({ stage: 'score', state: 'running', attempts: 1 });
    expect(sent.map(({ stage, message }) => [stage, message.letGo])).toEqual([['score', claimed?.epoch]]);

    mend();
    await processNext();

    expect(job()).toMatchObject({ state: 'scored', attempts: 1 });
  });

  it('counts the attempt of a run that is older than a day, so that one which is refused for ever comes to an end', async () => {
    const { upload, processNext, world, sent } = aStoreThatGoesAway();
    await upload('a.txt');
    world.pass(24 * 3600 + 1);
    await processNext();
    await processNext();

    await expect(processNext()).rejects.toMatchObject({ code: 'unavailable' });
    expect(sent).toEqual([]);
  });
});
