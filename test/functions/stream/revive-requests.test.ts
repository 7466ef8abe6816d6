import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import type { Services } from '../../../src/ports.ts';
import { aRequest, aStream } from './a-stream.ts';

/** What happens to `models.load`, or is done to it. */
const withLoading = (load: (services: Services) => Services['models']['load']) => (services: Services) => ({
  models: { load: load(services) },
});

describe('a request that was not answered at once', () => {
  it('is answered by the sweep when its worker never came back and the claim has run out, and once', async () => {
    let [dies, died] = [true, 0];
    const stream = aStream(({ requests }) => ({
      requests: {
        ...requests,
        commit: (id, writes) => {
          if (!dies) return requests.commit(id, writes);
          died += 1;
          return new Promise(() => undefined);
        },
      },
    }));
    void stream.receive(aRequest('one'), aRequest('two'));
    await expect.poll(() => died).toBe(2);
    dies = false;

    await stream.sweep();
    expect(stream.of('recorded')).toEqual([]);
    stream.world.pass(31);
    await stream.sweep();
    await stream.receive(aRequest('one')); // The hub's, once more: the checkpoint was not moved.
    await stream.publish();

    expect(stream.stores.answered.map(({ subject }) => subject).sort()).toEqual(['one', 'two']);
    expect(stream.inbox('one')).toMatchObject({ state: 'scored', attempts: 2 });
    expect(stream.inbox('one')).not.toHaveProperty('message');
  });

  it('is answered once when two sweeps take it up at once', async () => {
    let isAway = true;
    let scored = 0;
    const stream = aStream(
      withLoading(({ models }) => async (model, version) => {
        if (isAway) throw new AppError('unavailable', 'Away');
        const loaded = await models.load(model, version);
        return { ...loaded, score: (rows) => ((scored += 1), loaded.score(rows)) };
      }),
    );
    await stream.receive(aRequest('one'));
    isAway = false;
    stream.world.pass(20);

    await Promise.all([stream.sweep(), stream.sweep()]);

    expect(stream.inbox('one')).toMatchObject({ state: 'scored', attempts: 1 });
    expect(scored).toBe(1);
  });

  it('waits without using up attempts while no version can be loaded', async () => {
    let isAway = true;
    const stream = aStream(
      withLoading(
        ({ models }) =>
          (model, version) =>
            isAway ? Promise.reject(new AppError('unavailable', 'Away')) : models.load(model, version),
      ),
    );
    await stream.receive(aRequest('one'));
    for (let time = 0; time < 8; time++) {
      stream.world.pass(20);
      await stream.sweep();
    }
    expect(stream.inbox('one')).toMatchObject({ state: 'pending', attempts: 0 });
    isAway = false;
    stream.world.pass(20);
    await stream.sweep();

    expect(stream.inbox('one')).toMatchObject({ state: 'scored' });
    expect(stream.letters()).toEqual([]);
  });

  it('becomes a dead letter after a day of waiting for a model that nobody rolls out', async () => {
    const stream = aStream(withLoading(() => () => Promise.reject(new AppError('unavailable', 'Away'))));
    await stream.receive(aRequest('one'));
    stream.world.pass(24 * 3600 + 1);
    await stream.sweep();

    expect(stream.inbox('one')).toMatchObject({ state: 'dead' });
    expect(stream.letters()).toMatchObject([{ source: 'requests', reason: expect.stringMatching(/Away/) as string }]);
  });

  it('becomes a dead letter when the model fails at it five times', async () => {
    let tries = 0;
    const stream = aStream(
      withLoading(({ models }) => async (model, version) => ({
        ...(await models.load(model, version)),
        score: () => Promise.reject(new Error(`Broken ${String(++tries)}`)),
      })),
    );
    await stream.receive(aRequest('one'));
    for (let time = 0; time < 8; time++) {
      stream.world.pass(200);
      await stream.sweep();
    }

    expect(tries).toBe(5);
    expect(stream.inbox('one')).toMatchObject({ state: 'dead', reason: { code: 'failed' } });
    expect(stream.letters()).toMatchObject([{ reason: expect.stringMatching(/Broken 5/) as string }]);
  });

  it('becomes a dead letter when it kills its worker five times, and takes no neighbour with it', async () => {
    let died = 0;
    const dead = Promise.withResolvers<never>().promise;
    const stream = aStream(({ requests }) => ({
      requests: {
        ...requests,
        commit: (id, writes) => {
          const isAnswer = writes.length > 1;
          if (id !== 'poison' || !isAnswer) return requests.commit(id, writes);
          died += 1;
          return dead;
        },
      },
    }));
    void stream.receive(aRequest('poison'), aRequest('neighbour'));
    await expect.poll(() => stream.inbox('neighbour')?.state).toBe('scored');
    for (let life = 1; life < 5; life++) {
      stream.world.pass(31);
      void stream.sweep();
      await expect.poll(() => died).toBe(life + 1);
    }
    stream.world.pass(31);
    await stream.sweep();

    expect(stream.inbox('poison')).toMatchObject({ state: 'dead', reason: { code: 'crashed' } });
    expect(stream.letters()).toMatchObject([{ reason: expect.stringMatching(/died 5 times/) as string }]);
  });
});
