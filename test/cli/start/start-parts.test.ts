import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hostLine, hostLogFile } from '../../../src/cli/start/host-log-file.ts';
import { readSettings } from '../../../src/cli/start/settings.ts';
import { troubles } from '../../../src/cli/start/troubles.ts';
import { mismatchOf } from '../../../src/cli/start/verdict.ts';
import type { Truth } from '../../../src/cli/feed/truth.ts';
import type { HostLog } from '../../../src/local/functions-host/host-log.ts';
import { aSummary, aTracked } from '../documents.ts';
import { temporaryFolder } from '../run-docscore.ts';

const aLine = (changes: Partial<HostLog> = {}): HostLog => ({
  level: 'error',
  category: 'Host',
  message: 'It broke',
  ...changes,
});

describe('troubles', () => {
  it('tells each kind once and counts all', () => {
    const found = troubles();
    const message = (id: string, time: string) => `Failed for ${id} after ${time} ms\n    at somewhere`;

    const told = [
      found.take(aLine({ functionName: 'score-document', message: message('abcdefghijklmnopqrstuvwxyz', '12') })),
      found.take(aLine({ functionName: 'score-document', message: message('zyxwvutsrqponmlkjihgfedcba', '9') })),
      found.take(aLine({ level: 'warning', message: '{"event":"stage.waiting","run":1,"error":"No model"}' })),
      found.take(aLine({ level: 'information', message: 'All is well' })),
    ];

    expect(told).toEqual([
      'score-document: Failed for abcdefghijklmnopqrstuvwxyz after 12 ms',
      undefined,
      'Host: stage.waiting: No model',
      undefined,
    ]);
    expect(found.summary()).toBe('2 errors, 1 warning');
  });

  it('leaves out what a rejected document says for itself', () => {
    const found = troubles();

    const told = found.take(
      aLine({ level: 'warning', message: '{"event":"stage.failed","code":"rejected","error":"The file is empty."}' }),
    );

    expect([told, found.summary()]).toEqual([undefined, undefined]);
  });

  it('has no summary when there were none', () => {
    expect(troubles().summary()).toBeUndefined();
  });
});

describe('mismatchOf', () => {
  it.each<{ truth: Truth; says: string | undefined }>([
    { truth: { state: 'scored', type: 'receipt', pages: 1 }, says: undefined },
    { truth: { state: 'scored' }, says: undefined },
    { truth: { state: 'scored', type: 'letter' }, says: 'receipt; should be letter' },
    { truth: { state: 'scored', type: 'receipt', pages: 3 }, says: '1 pages; should be 3' },
    { truth: { state: 'rejected' }, says: 'scored; should be rejected' },
  ])('compares a scored receipt of one page with $truth', ({ truth, says }) => {
    expect(mismatchOf(aTracked({ truth, summary: aSummary() }))).toBe(says);
  });

  it('says nothing where no truth is known, and something where nothing was stored', () => {
    expect(mismatchOf(aTracked({ summary: aSummary() }))).toBeUndefined();
    expect(mismatchOf(aTracked({ truth: { state: 'scored' }, failure: 'x' }))).toBe('not stored; should be scored');
  });
});

describe('the host log', () => {
  it('writes one record a line; no text can pass for another record', () => {
    const line = aLine({ category: 'Function.x', message: 'one\n[2026-01-01T00:00:00.000Z] error Host two\r\nthree' });

    expect(hostLine(line, new Date(0))).toBe(
      '[1970-01-01T00:00:00.000Z] error Function.x one\n    [2026-01-01T00:00:00.000Z] error Host two\n    three',
    );
  });

  it('is on disk when the call returns, goes on after a restart, and starts anew when it is large', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'logs', 'functions.log');
    const open = () => hostLogFile(path, () => new Date(0));

    const first = open();
    first.write(aLine({ message: 'first' }));
    expect(await readFile(path, 'utf8')).toMatch(/ first\n$/);
    first.close();
    const second = open();
    second.write(aLine({ message: 'x'.repeat(10_000_001) }));
    second.close();
    const third = open();
    third.write(aLine({ message: 'third' }));
    third.close();

    expect(await readFile(path, 'utf8')).toBe('[1970-01-01T00:00:00.000Z] error Host third\n');
    expect((await readFile(`${path}.1`, 'utf8')).split('\n')).toHaveLength(3);
  });
});

describe('readSettings', () => {
  const sample = {
    Values: { SWEEP_SCHEDULE: '*/30 * * * * *', PAGE_LIMIT: '200', Storage: 'UseDevelopmentStorage=true' },
  };

  it("takes the person's own before the sample's, and the environment before both; never a connection", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'local.settings.sample.json'), JSON.stringify(sample));
    await writeFile(
      join(folder.path, 'local.settings.json'),
      JSON.stringify({ Values: { PAGE_LIMIT: '20', READERS: '1', Cosmos: 'elsewhere' } }),
    );

    const settings = await readSettings(folder.path, { READERS: '2', HOME: '/root', Events: 'elsewhere' });

    expect(settings).toEqual({ SWEEP_SCHEDULE: '*/30 * * * * *', PAGE_LIMIT: '20', READERS: '2' });
  });

  it('names all bad settings at once', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'local.settings.sample.json'), JSON.stringify(sample));

    const refused = readSettings(folder.path, { PAGE_LIMIT: '-1', READER: 'crystal-ball', LEASE_SECONDS: '30' });

    await expect(refused).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/READER[^]*PAGE_LIMIT/) as string,
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining('LEASE_SECONDS') as string });
  });

  it('names a file that it cannot read', async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, 'local.settings.json'), '{ "Values": { "READERS": 1 } }');

    await expect(readSettings(folder.path, {})).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('local.settings.json') as string,
    });
  });
});
