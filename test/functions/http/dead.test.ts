import { describe, expect, it } from 'vitest';
import type { DeadCauses } from '../../../src/domain/operator-view.ts';
import { listDead } from '../../../src/functions/http/list-dead.ts';
import { replayDead } from '../../../src/functions/http/replay-dead.ts';
import { aCurrent, secondsAfterNoon } from '../../fixtures/builders.ts';
import { aSystem, idOf } from '../a-system.ts';

const reasons = {
  storage: (index: number) => ({
    code: 'not-found',
    message: `There is no blob "${String(index)}.json" in run ${String(index)}`,
  }),
  crash: () => ({ code: 'crashed', message: 'The worker died 5 times in stage ocr of this document' }),
};

/** Documents that died: so many of each cause. */
async function withDead(counts: Partial<Record<keyof typeof reasons, number>>) {
  const system = aSystem();
  let index = 0;
  for (const [cause, count] of Object.entries(counts))
    for (let time = 0; time < count; time++) {
      const name = `${cause}-${String(++index)}.txt`;
      await system.store(name);
      const { version = '' } = (await system.stores.uploads.head(name)) ?? {};
      const endedAt = secondsAfterNoon(index - 1e8);
      const reason = reasons[cause as keyof typeof reasons](index);
      const change = { documentId: idOf(name), name, version, id: `job:${version}:1`, updatedAt: endedAt };
      const { head, job } = aCurrent({ ...change, state: 'dead', attempts: 5, dueAt: undefined, reason, endedAt });
      await system.documents.commit(idOf(name), [{ create: { ...head.item, reason, endedAt } }, { create: job.item }]);
    }
  const causes = async () => (await system.request(listDead)).body as DeadCauses;
  return { ...system, causes };
}

describe('dead documents', () => {
  it('are shown by what they died of, the most frequent first', async () => {
    const { causes } = await withDead({ crash: 2, storage: 7 });

    const { total, isAll, causes: found } = await causes();

    expect([total, isAll]).toEqual([9, true]);
    expect(found).toMatchObject([
      { stage: 'ocr', code: 'not-found', message: 'There is no blob … in run …', count: 7 },
      { stage: 'ocr', code: 'crashed', message: 'The worker died … times in stage ocr of this document', count: 2 },
    ]);
    expect(found[0]?.sample).toHaveLength(5);
    expect([found[0]?.firstSeen, found[0]?.lastSeen]).toEqual([secondsAfterNoon(3 - 1e8), secondsAfterNoon(9 - 1e8)]);
  });

  it('of one cause are listed page by page', async () => {
    const { causes, request } = await withDead({ crash: 2, storage: 3 });
    const [{ cause } = { cause: '' }] = (await causes()).causes;

    const names: string[] = [];
    let next: string | undefined;
    do {
      const { body } = await request(listDead, { query: { cause, limit: '2', ...(next ? { next } : {}) } });
      const page = body as { documents: { name: string }[]; next?: string };
      names.push(...page.documents.map(({ name }) => name));
      next = page.next;
    } while (next !== undefined);

    expect(names.sort()).toEqual(['storage-3.txt', 'storage-4.txt', 'storage-5.txt']);
  });

  it('are replayed by cause, and others left', async () => {
    const { causes, request, work, head } = await withDead({ crash: 2, storage: 3 });
    const [{ cause } = { cause: '' }] = (await causes()).causes;

    expect((await request(replayDead, { body: { cause } })).body).toMatchObject({
      replayed: 3,
      skipped: 0,
      more: false,
    });
    await work();

    expect((await causes()).causes).toMatchObject([{ code: 'crashed', count: 2 }]);
    expect(await head('storage-3.txt')).toMatchObject({ state: 'scored', run: 1 });
  });

  it('are replayed by id; a second replay, and one of what was scored, does nothing', async () => {
    const { request, work, documents, stores } = await withDead({ crash: 2 });
    const ids = [idOf('crash-1.txt'), idOf('crash-1.txt'), idOf('crash-2.txt'), idOf('nobody.txt')];

    expect((await request(replayDead, { body: { ids } })).body).toMatchObject({ replayed: 2, skipped: 0, unknown: 1 });
    expect((await request(replayDead, { body: { ids } })).body).toMatchObject({ replayed: 0, skipped: 2, unknown: 1 });
    await work();
    expect((await request(replayDead, { body: { ids } })).body).toMatchObject({ replayed: 0, skipped: 2, unknown: 1 });
    await work();

    expect((await documents.readHistory(idOf('crash-1.txt'))).predictions).toHaveLength(1);
    expect(stores.reader.readings).toBe(1);
  });

  it('are all replayed, some hundreds with each call', async () => {
    const { request, causes } = await withDead({ crash: 201 });

    const first = (await request(replayDead, { body: { all: true } })).body as { before: string };
    expect(first).toMatchObject({ replayed: 200, more: true });
    const { before } = first;
    expect((await request(replayDead, { body: { all: true, before } })).body).toMatchObject({
      replayed: 1,
      more: false,
    });

    expect((await causes()).total).toBe(0);
  });

  it('are replayed as long as they died before the order was given', async () => {
    const { request, head } = await withDead({ crash: 3 });
    const before = secondsAfterNoon(3 - 1e8);

    expect((await request(replayDead, { body: { all: true, before } })).body).toMatchObject({ replayed: 2, before });
    expect(await head('crash-3.txt')).toMatchObject({ state: 'dead' });
  });

  it.each([{}, { all: true, cause: 'x' }, { ids: [] }, { ids: ['nonsense'] }, { all: false }, 'no JSON'])(
    'are not replayed for the order %j',
    async (body) => {
      const { request } = aSystem();

      expect(await request(replayDead, { body })).toMatchObject({ status: 400, body: { code: 'invalid' } });
    },
  );

  it('are not replayed by a form of a foreign page', async () => {
    const { request } = aSystem();
    const contentType = 'text/plain';

    expect((await request(replayDead, { body: { all: true }, contentType })).status).toBe(415);
  });
});
