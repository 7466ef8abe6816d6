import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain/errors.ts';
import { cancelDocument } from '../../../src/functions/http/cancel-document.ts';
import { deleteDocument } from '../../../src/functions/http/delete-document.ts';
import { replayDocument } from '../../../src/functions/http/replay-document.ts';
import { reprocessDocument } from '../../../src/functions/http/reprocess-document.ts';
import { aScoredDocument, aSystem, idOf } from '../a-system.ts';

const id = idOf('a.txt');

describe('reprocess', () => {
  it('starts the next run, keeps the result of the one before, and notes who asked', async () => {
    const system = await aScoredDocument();

    expect(await system.request(reprocessDocument, { id })).toMatchObject({
      status: 202,
      body: { documentId: id, run: 2, state: 'pending' },
    });
    await system.work();

    const { jobs, predictions } = await system.documents.readHistory(id);
    expect(jobs.map(({ run, state }) => [run, state])).toEqual([
      [1, 'scored'],
      [2, 'scored'],
    ]);
    expect(predictions.map(({ run }) => run)).toEqual([1, 2]);
    expect(system.stores.reader.readings).toBe(1);
    expect(system.itemsOf('a.txt').filter(({ type }) => type === 'audit')).toMatchObject([
      { action: 'reprocess', by: 'app:operator', of: { run: 2 } },
    ]);
  });

  it('answers 409 with the state of the run that is under way', async () => {
    const system = aSystem();
    await system.upload('a.txt');

    expect(await system.request(reprocessDocument, { id })).toMatchObject({
      status: 409,
      body: { code: 'conflict', detail: 'Run 1 is under way: pending at stage ocr' },
    });
  });

  it('is done although its message could not be sent: the sweep sends it', async () => {
    let isAway = false;
    const system = aSystem(({ queues }) => ({
      queues: {
        send: (stage, message, delay) =>
          isAway ? Promise.reject(new AppError('unavailable', 'Away')) : queues.send(stage, message, delay),
      },
    }));
    await system.upload('a.txt');
    await system.work();

    isAway = true;
    expect((await system.request(reprocessDocument, { id })).status).toBe(202);
    isAway = false;
    system.world.pass(61);
    await system.sweep();
    await system.work();

    expect(await system.head('a.txt')).toMatchObject({ run: 2, state: 'scored' });
  });

  it('of five at once starts one run', async () => {
    const system = await aScoredDocument();

    const answers = await Promise.all(Array.from({ length: 5 }, () => system.request(reprocessDocument, { id })));

    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    expect((await system.documents.readHistory(id)).jobs).toHaveLength(2);
  });
});

describe('cancel', () => {
  it('ends the run under way, whoever works on it, and tells nobody', async () => {
    const system = aSystem();
    await system.upload('a.txt');

    expect(await system.request(cancelDocument, { id })).toMatchObject({ status: 202, body: { state: 'cancelled' } });
    await system.work();
    system.world.pass(600);
    await system.sweep();

    expect(await system.head('a.txt')).toMatchObject({ state: 'cancelled', reason: { code: 'cancelled' } });
    expect(system.itemsOf('a.txt').map(({ type }) => type)).not.toContain('outbox');
    expect((await system.request(cancelDocument, { id })).status).toBe(409);
  });

  it('is followed by the next run when somebody asks for it', async () => {
    const system = aSystem();
    await system.upload('a.txt');
    await system.request(cancelDocument, { id });

    expect((await system.request(reprocessDocument, { id })).status).toBe(202);
    await system.work();

    expect(await system.head('a.txt')).toMatchObject({ run: 2, state: 'scored' });
  });
});

it.each([reprocessDocument, cancelDocument, deleteDocument, replayDocument])(
  'answers 404 for what is no document: %o',
  async (handler) => {
    const system = aSystem();

    expect((await system.request(handler, { id })).status).toBe(404);
    expect((await system.request(handler, { id: 'nonsense' })).status).toBe(404);
  },
);
