import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { cancelDocument } from '../../../src/functions/http/cancel-document.ts';
import { deleteDocument } from '../../../src/functions/http/delete-document.ts';
import { replayDocument } from '../../../src/functions/http/replay-document.ts';
import { reprocessDocument } from '../../../src/functions/http/reprocess-document.ts';
import { aScoredDocument, aSystem, idOf } from '../a-system.ts';

const id = idOf('a.txt');

describe('delete', () => {
  it('takes upload and head at once, notes who asked, and nothing brings the document back', async () => {
    const system = await aScoredDocument();

    expect(await system.request(deleteDocument, { id })).toMatchObject({ status: 202, body: { state: 'deleted' } });
    expect(await system.stores.uploads.head('a.txt')).toBeUndefined();
    expect(await system.head('a.txt')).toMatchObject({ state: 'deleted' });
    await system.register('a.txt'); // Its creation's event, late.
    system.world.pass(120);
    await system.sweep();

    expect(await system.head('a.txt')).toMatchObject({ state: 'deleted' });
    expect(system.sent).toEqual([]);
    expect(system.itemsOf('a.txt').filter(({ type }) => type === 'audit')).toMatchObject([{ action: 'delete' }]);
    expect((await system.request(deleteDocument, { id })).status).toBe(204);
    for (const handler of [reprocessDocument, cancelDocument, replayDocument])
      expect((await system.request(handler, { id })).status).toBe(409);
  });

  it('erases nothing before its time, and everything then', async () => {
    const system = await aScoredDocument();
    await system.request(deleteDocument, { id });

    system.world.pass(3500);
    await system.sweep();
    expect(system.itemsOf('a.txt').some(({ type }) => type === 'prediction')).toBe(true);
    system.world.pass(200);
    await system.sweep();

    expect(new Set(system.itemsOf('a.txt').map(({ type }) => type))).toEqual(new Set(['head', 'audit']));
    expect([system.stores.artifacts.names(), system.stores.memo.digests()]).toEqual([[], []]);
  });

  it('waits with erasing until its event is told', async () => {
    let isAway = true;
    const system = aSystem(({ events }) => ({
      events: {
        publish: (event) => (isAway ? Promise.reject(new AppError('unavailable', 'Away')) : events.publish(event)),
      },
    }));
    await system.upload('a.txt');
    await system.work();
    await system.request(deleteDocument, { id });
    system.world.pass(3700);

    await expect(system.sweep()).rejects.toThrow('Away');
    expect(system.itemsOf('a.txt').some(({ type }) => type === 'job')).toBe(true);
    isAway = false;
    await system.sweep();
    await system.sweep();

    expect(system.itemsOf('a.txt').some(({ type }) => type === 'job')).toBe(false);
    expect(system.stores.published.map(({ type }) => type.split('.')[2])).toEqual(['scored', 'deleted']);
  });

  it('answers 409 when the document was uploaded again meanwhile, and keeps what is new', async () => {
    const system = aSystem(({ uploads }) => ({
      uploads: {
        ...uploads,
        delete: async (name) => {
          await uploads.delete(name);
          await system.store('a.txt', 'bravo');
        },
      },
    }));
    await system.upload('a.txt');
    await system.work();

    expect(await system.request(deleteDocument, { id })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await system.work();

    expect(await system.head('a.txt')).toMatchObject({ state: 'scored', answer: { label: 'bravo' } });
  });

  it('goes on where it was cut off', async () => {
    let cut = 3;
    const system = aSystem(({ artifacts }) => ({
      artifacts: {
        ...artifacts,
        erase: (run) => (cut-- > 0 ? Promise.reject(new AppError('unavailable', 'Away')) : artifacts.erase(run)),
      },
    }));
    await system.upload('a.txt');
    await system.work();
    await system.request(deleteDocument, { id });
    system.world.pass(61);
    await system.sweep(); // Tells what is owed.
    system.world.pass(3700);

    for (let time = 0; time < 3; time++) await expect(system.sweep()).rejects.toThrow('Away');
    await system.sweep();

    expect(new Set(system.itemsOf('a.txt').map(({ type }) => type))).toEqual(new Set(['head', 'audit']));
  });
});
