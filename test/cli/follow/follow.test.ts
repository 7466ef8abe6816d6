import { expect, it } from 'vitest';
import { httpClient } from '../../../src/cli/connect/client.ts';
import { boardOf, note } from '../../../src/cli/follow/board.ts';
import { changes } from '../../../src/cli/follow/changes.ts';
import { follow } from '../../../src/cli/follow/follow.ts';
import { outcomeOf, outcomeText } from '../../../src/cli/follow/outcome.ts';
import { isOver } from '../../../src/cli/follow/tracked.ts';
import { waker } from '../../../src/cli/follow/waker.ts';
import { aDetail, aSummary, aTracked } from '../documents.ts';
import { documentServer } from '../document-server.ts';

const { version } = aSummary();

it('learns of every end from hints alone, however many documents changed meanwhile', async () => {
  await using server = await documentServer();
  const names = Array.from({ length: 250 }, (_, index) => `document-${String(index)}.jpg`);
  const board = boardOf(names.map((name) => ({ name, path: '' })));
  for (const name of names) {
    server.add(aDetail({ name }));
    note(board, name, { version });
  }

  await follow({
    client: httpClient(server),
    board,
    wake: () => Promise.resolve('hint'),
    onLook: () => undefined,
    isDone: () => [...board.values()].every(isOver),
    since: new Date('2026-11-21T14:05:00.000Z'),
  });

  expect(outcomeOf([...board.values()]).scored).toBe(250);
  expect(server.requests.every((request) => request.startsWith('GET /api/documents?'))).toBe(true);
});

it('asks for a document by itself when no hint tells of it', async () => {
  await using server = await documentServer();
  const board = boardOf([{ name: 'a.jpg', path: '' }]);
  note(board, 'a.jpg', { version });
  server.add(aDetail({ name: 'a.jpg' }));

  await follow({
    client: httpClient(server),
    board,
    wake: () => Promise.resolve('quiet'),
    onLook: () => undefined,
    isDone: () => [...board.values()].every(isOver),
    since: new Date(),
  });

  expect(outcomeOf([...board.values()]).scored).toBe(1);
});

it('yields what changes from now on, and not what was there', async () => {
  await using server = await documentServer();
  server.add(aDetail({ name: 'old.jpg' }));
  const looks = [true, true, false].values();
  const wake = () => {
    if (server.requests.length === 1) server.add(aDetail({ name: 'new.jpg', updatedAt: '2026-11-21T14:06:00.000Z' }));
    return Promise.resolve(looks.next().value ?? false);
  };

  const seen: string[] = [];
  for await (const { name } of changes(httpClient(server), wake)) seen.push(name);

  expect(seen).toEqual(['new.jpg']);
});

it('wakes at once for a hint, also for one that came before anybody waited', async () => {
  const { wake, poke } = waker({ minGapMs: 0, quietMs: 3_600_000 });

  poke();
  const early = await wake();
  const waiting = wake();
  poke();

  expect([early, await waiting]).toEqual(['hint', 'hint']);
});

it('wakes by itself when all is quiet', async () => {
  expect(await waker({ minGapMs: 0, quietMs: 1 }).wake()).toBe('quiet');
});

it('counts how documents ended, each once', () => {
  const of = (state: 'scored' | 'rejected' | 'dead' | 'deleted', kept = false) =>
    aTracked({ kept, summary: aSummary({ state }) });
  const outcome = outcomeOf([
    of('scored'),
    of('scored', true),
    of('rejected'),
    of('dead', true),
    of('deleted'),
    aTracked({ failure: 'x' }),
    aTracked(),
  ]);

  expect(outcome).toEqual({ scored: 1, rejected: 1, kept: 1, dead: 1, other: 1, failed: 1, open: 1 });
  expect(outcomeText(outcome)).toBe(
    '1 scored, 1 rejected, 1 kept, 1 dead, 1 superseded, cancelled or deleted, 1 not stored, 1 document still on the way',
  );
  expect(outcomeText(outcomeOf([of('scored')]))).toBe('1 scored, 0 rejected, 0 kept, 0 dead');
});
