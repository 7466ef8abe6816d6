import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { processReader } from '../../../src/adapters/reader/process-reader.ts';
import { memoryBomb, pdfOf, scannedPdfOf, timeBomb } from './documents.ts';
import { fileOf } from './folder.ts';
import { keptLog } from './kept-log.ts';

const kill = (pid: unknown) => process.kill(pid as number, 'SIGKILL');

it('gives the same result when its process is killed at page 2 of 3', async () => {
  const path = fileOf(await scannedPdfOf(['Albatross', 'Buttercup', 'Cinnamon']));
  const log = keptLog();
  await using reader = processReader({ readers: 1, log });
  using slot = await reader.acquire();
  await slot.open(path, 'scan.pdf');

  const first = await slot.read(1);
  const second = slot.read(2);
  kill(log.of('reader.started')[0]?.['pid']);
  const pages = [first, await second, await slot.read(3)];

  expect(pages.map(({ page }) => page.text)).toEqual(['Albatross', 'Buttercup', 'Cinnamon']);
  expect(log.of('page.recognised').map(({ page }) => page)).toEqual([1, 2, 3]);
  expect(log.of('reader.started')).toHaveLength(2);
  expect(log.of('reader.died')).toHaveLength(1);
});

it('gives up with an error that counts when its process dies twice at one page', async () => {
  const path = fileOf(await pdfOf(['page']));
  let killing = false;
  const log = keptLog(({ event, pid }) => killing && event === 'reader.started' && kill(pid));
  await using reader = processReader({ readers: 1, log });
  using slot = await reader.acquire();
  await slot.open(path, 'letter.pdf');

  killing = true;
  const read = slot.read(1);
  kill(log.of('reader.started')[0]?.['pid']);

  await expect(read).rejects.toThrow(/^The reader process died: SIGKILL/);
  await expect(read).rejects.not.toHaveProperty('code');
  killing = false;
  expect((await slot.read(1)).page.text).toBe('page');
});

it('rejects a document that takes too long, while its neighbour goes on', async () => {
  const [slow, quick] = [fileOf(timeBomb()), fileOf(await pdfOf(['one', 'two', 'three']))];
  const log = keptLog();
  await using reader = processReader({ readers: 2, limits: { pageMs: 1500 }, log });
  using slowSlot = await reader.acquire();
  using quickSlot = await reader.acquire();
  await Promise.all([slowSlot.open(slow, 'slow.pdf'), quickSlot.open(quick, 'quick.pdf')]);

  const refused = expect(slowSlot.read(1)).rejects.toMatchObject({
    code: 'rejected',
    message: 'Reading takes longer than the 1.5 seconds that it may take.',
    next: 'Print or export the document to a new PDF and upload that.',
  });
  const pages = [await quickSlot.read(1), await quickSlot.read(2), await quickSlot.read(3)];
  await refused;

  expect(pages.map(({ page }) => page.text)).toEqual(['one', 'two', 'three']);
  expect(log.of('reader.killed')).toMatchObject([{ reason: 'time' }]);
  await slowSlot.open(quick, 'quick.pdf');
  expect((await slowSlot.read(2)).page.text).toBe('two');
});

it('blames no document for a process that hangs', async () => {
  const path = fileOf(await scannedPdfOf(['Albatross']));
  const log = keptLog();
  await using reader = processReader({ readers: 1, limits: { pageMs: 300 }, log });
  using slot = await reader.acquire();
  await slot.open(path, 'scan.pdf');

  const pid = log.of('reader.started')[0]?.['pid'] as number;
  process.kill(pid, 'SIGSTOP');
  await slot.read(1).catch((error: unknown) => error);

  expect(log.of('reader.killed')[0]).toMatchObject({ reason: 'starved', pid });
  expect(log.of('reader.died')).toHaveLength(1);
});

it('rejects a document that takes too much memory', async () => {
  const log = keptLog();
  await using reader = processReader({ readers: 1, limits: { rssBytes: 300e6 }, log });
  using slot = await reader.acquire();
  await slot.open(fileOf(memoryBomb()), 'bomb.pdf');

  await expect(slot.read(1)).rejects.toMatchObject({
    code: 'rejected',
    message: 'The document needs more than the 300 MB of memory that reading may use.',
  });
  expect(log.of('reader.killed')).toMatchObject([{ reason: 'memory' }]);
});

it('judges the memory of a document in a process that no other document has filled', async () => {
  const log = keptLog();
  await using reader = processReader({ readers: 1, limits: { rssBytes: 300e6 }, log });
  using slot = await reader.acquire();
  await slot.open(fileOf('before'), 'before.txt');
  await slot.open(fileOf(memoryBomb()), 'bomb.pdf');

  await expect(slot.read(1)).rejects.toMatchObject({ code: 'rejected' });
  expect(log.of('reader.killed')).toMatchObject([{ reason: 'memory' }, { reason: 'memory' }]);
});

it('kills what a slot was busy with when it is given back, and asks the next guest for nothing of it', async () => {
  const [slow, quick] = [fileOf(timeBomb()), fileOf('quick')];
  await using reader = processReader({ readers: 1, log: keptLog() });
  const abandoned = await reader.acquire();
  await abandoned.open(slow, 'slow.pdf');
  const unwanted = expect(abandoned.read(1)).rejects.toThrow('The reader process died');
  abandoned[Symbol.dispose]();

  using slot = await reader.acquire();
  await slot.open(quick, 'quick.txt');
  expect((await slot.read(1)).page.text).toBe('quick');
  await unwanted;
  await expect(abandoned.read(1)).rejects.toThrow('given back');
});

it('hands slots out in the order of asking', async () => {
  await using reader = processReader({ readers: 1, log: keptLog() });
  const order: string[] = [];
  const first = await reader.acquire();
  const asked = ['second', 'third'].map(async (name) => {
    const slot = await reader.acquire();
    order.push(name);
    slot[Symbol.dispose]();
  });

  first[Symbol.dispose]();
  await Promise.all(asked);

  expect(order).toEqual(['second', 'third']);
});

it('leaves no process behind when its parent is killed, even inside one long call', async () => {
  const script = new URL('./busy-parent.ts', import.meta.url);
  const parent = spawn(process.execPath, [script.pathname, fileOf(timeBomb())], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
  const { pid } = JSON.parse(line) as { pid: number };

  parent.kill('SIGKILL');
  await once(parent, 'exit');

  await vi.waitFor(() => expect(existsSync(`/proc/${pid}`)).toBe(false), { timeout: 3_000, interval: 20 });
});
