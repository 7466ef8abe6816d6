import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAs, idOf, show } from './documents-api.ts';
import { endOf, listen, type Hub } from './hub.ts';
import { killReadersOf } from './reader-killer.ts';
import { startSystem, temporaryHome, type System } from './system.ts';

const review = 'The pasta was delicious and our waiter could not have been kinder. The best dinner in years.';

describe('a document that kills its reader each time', () => {
  let home: Awaited<ReturnType<typeof temporaryHome>>;
  let system: System;
  let hub: Hub;
  let temporary: string;

  beforeAll(async () => {
    home = await temporaryHome();
    temporary = join(home.path, 'tmp');
    await mkdir(temporary);
    // Two attempts instead of five, because the pauses between them double.
    system = await startSystem(home.path, { READERS: '1', MAX_ATTEMPTS: '2', TMPDIR: temporary });
    hub = await listen(system.connectionStrings.Events);
  });

  afterAll(async () => {
    try {
      await hub.close();
      await system.end();
    } finally {
      await home.remove();
    }
  });

  it(
    'is dead in a few claims with its reason, harms no neighbour, and is scored once when the cause is mended',
    { timeout: 180_000 },
    async () => {
      const scan = await readFile(join(import.meta.dirname, '../../seed/documents/receipt-cafe.jpg'));
      await hub.events(endOf('hello.txt')); // The reader runs.
      const killer = killReadersOf(scan.length, temporary, system);
      const neighbours = Array.from({ length: 6 }, (_, at) => `neighbour-${String(at)}.txt`);
      await system.uploads.getBlockBlobClient('poison.jpg').upload(scan, scan.length);
      for (const name of neighbours) await system.uploads.getBlockBlobClient(name).upload(review, review.length);

      const ends = await Promise.all(neighbours.map((name) => hub.events(endOf(name))));
      const [death] = await hub.events(endOf('poison.jpg'));

      expect(ends.map(([event]) => event?.type)).toEqual(neighbours.map(() => 'docscore.document.scored.v1'));
      expect(death?.type).toBe('docscore.document.dead.v1');
      expect(death?.data.reason?.message).toMatch(/reader process died/i);
      const dead = await show(system, 'poison.jpg');
      expect(dead.state).toBe('dead');
      expect(dead.runs[0]?.stages.ocr?.attempts).toBeLessThanOrEqual(7);
      expect(killer.kills()).toBeGreaterThanOrEqual(3);

      await killer.stop();
      const replay = await callAs(system, 'operator', `/api/documents/${idOf('poison.jpg')}/replay`, {
        method: 'POST',
      });
      expect(replay.status).toBe(202);
      const [life] = await hub.events(endOf('poison.jpg', '.scored.'));

      const after = await show(system, 'poison.jpg');
      expect(after).toMatchObject({ state: 'scored', runs: [{ run: 1, state: 'scored' }] });
      expect(after.runs).toHaveLength(1);
      expect(after.runs[0]?.predictions).toMatchObject([{ label: 'receipt' }]);
      expect(life?.data.predictions).toMatchObject([{ label: 'receipt' }]);
      expect(hub.arrived.filter(({ event }) => event.data.name === 'poison.jpg')).toHaveLength(2);
    },
  );
});
