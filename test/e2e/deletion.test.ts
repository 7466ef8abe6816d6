import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { call, callAs, idOf, show, versionOf } from './documents-api.ts';
import { everyStore } from './every-store.ts';
import { endOf } from './hub.ts';
import { runningSystem } from './running-system.ts';

const letter =
  'Dear Mrs Miller, thank you for your letter of 3 May. I am writing to confirm our appointment. Yours sincerely, John';

describe('a deleted document', () => {
  const running = runningSystem({
    ERASE_AFTER_SECONDS: '1',
    SWEEP_SCHEDULE: '* * * * * *',
    SWEEP_GRACE_SECONDS: '1',
  });

  const upload = async (name: string, text: string) => {
    const stored = await running.system.uploads.getBlockBlobClient(name).upload(text, Buffer.byteLength(text));
    await running.hub.events(({ data, type }) => data.version === versionOf(stored) && type.includes('scored'));
    return versionOf(stored);
  };
  const remove = (name: string) =>
    callAs(running.system, 'operator', `/api/documents/${idOf(name)}`, { method: 'DELETE' });
  const erased = (name: string) =>
    running.system.line((line) => line.includes('document.erased') && line.includes(idOf(name)));

  it('leaves nothing but its head and its audit in any store, and its twin keeps result and memo', async () => {
    const sha256 = createHash('sha256').update(letter).digest('hex');
    await upload('stays.txt', letter);
    await upload('folder/goes.txt', letter);

    expect((await remove('folder/goes.txt')).status).toBe(202);
    expect((await show(running.system, 'folder/goes.txt')).state).toBe('deleted');
    expect((await call(running.system, `/api/documents/${idOf('folder/goes.txt')}/ocr`)).status).toBe(404);
    await running.hub.events(endOf('folder/goes.txt', 'deleted'));
    await erased('folder/goes.txt');

    const things = await everyStore(running.system);
    const of = (name: string) =>
      things
        .filter((thing) => [idOf(name), name].some((word) => thing.name.includes(word) || thing.content.includes(word)))
        .map(({ store, name }) => `${store}: ${name}`)
        .sort();
    expect([...new Set(of('folder/goes.txt'))]).toEqual(['cosmos documents: audit', 'cosmos documents: head']);
    const head = things.find(({ name, content }) => name === 'head' && content.includes(idOf('folder/goes.txt')));
    expect(head?.content).not.toMatch(/answer|letter/);
    expect(new Set(of('stays.txt'))).toContain('cosmos documents: prediction');
    expect(await show(running.system, 'stays.txt')).toMatchObject({
      state: 'scored',
      predictions: [{ label: 'letter' }],
    });
    const memo = things.filter(({ name }) => name.startsWith(`memo/ocr/${sha256}`));
    expect(memo).toHaveLength(1);

    expect((await remove('stays.txt')).status).toBe(202);
    await erased('stays.txt');
    const after = await everyStore(running.system);
    expect(after.filter(({ name, content }) => name.includes(sha256) || content.includes('Mrs Miller'))).toEqual([]);
  });

  it('is deleted once: 204 after that', async () => {
    await upload('once.txt', letter);

    expect([(await remove('once.txt')).status, (await remove('once.txt')).status]).toEqual([202, 204]);
    await upload('meanwhile.txt', letter);
    expect(running.hub.arrived.filter(({ event }) => endOf('once.txt', 'deleted')(event))).toHaveLength(1);
  });

  it('that is uploaded again keeps what is new; what was before is erased all the same', async () => {
    const old = await upload('again.txt', letter);
    await remove('again.txt');
    const fresh = await upload('again.txt', `${letter} PS: the second one.`);
    await erased('again.txt');

    const shown = await show(running.system, 'again.txt');
    expect(shown).toMatchObject({ state: 'scored', version: fresh, runs: [{ version: fresh, state: 'scored' }] });
    expect(shown.runs).toHaveLength(1);
    const blobs = (await everyStore(running.system)).filter(({ name }) => name.includes(idOf('again.txt')));
    expect(blobs.some(({ name }) => name.includes(old))).toBe(false);
    expect(blobs.some(({ name }) => name.includes(fresh))).toBe(true);
    expect((await call(running.system, `/api/documents/${idOf('again.txt')}/ocr`)).status).toBe(200);
  });

  it('may as well be deleted as a blob', async () => {
    await upload('blob.txt', letter);
    await running.system.uploads.deleteBlob('blob.txt');
    await erased('blob.txt');

    expect(await show(running.system, 'blob.txt')).toMatchObject({ state: 'deleted', runs: [] });
  });
});
