import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimFolder } from '../../../src/local/cloud/state-folder.ts';
import { docscore, spawnDocscore, temporaryFolder } from '../run-docscore.ts';
import { anyPorts } from '../../fixtures/any-ports.ts';

it('names every path that is missing, and starts nothing', async () => {
  await using folder = await temporaryFolder();

  const { exitCode, stdout, stderr } = await docscore(['start', 'nowhere.pdf', 'nor/here'], { cwd: folder.path });

  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).toContain('nowhere.pdf, nor/here');
  expect(await readdir(folder.path)).toEqual([]);
});

it('names all bad settings at once, and starts nothing', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'a.txt'), 'x');
  const env = { PAGE_LIMIT: '-1', READER: 'crystal-ball', MAX_ATTEMPTS: 'many' };

  const { exitCode, stdout, stderr } = await docscore(['start', 'a.txt'], { cwd: folder.path, env });

  expect([exitCode, stdout]).toEqual([2, '']);
  for (const name of Object.keys(env)) expect(stderr).toContain(name);
  expect(await readdir(folder.path)).toEqual(['a.txt']);
});

it.each(['start', 'start --fresh'])('`%s` is refused while another start has the folder', async (command) => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'a.txt'), 'x');
  const release = await claimFolder(join(folder.path, '.docscore'));

  const { exitCode, stderr } = await docscore([...command.split(' '), 'a.txt'], { cwd: folder.path });
  release();

  expect(exitCode).toBe(2);
  expect(stderr).toContain(join(folder.path, '.docscore'));
});

it('clears no folder that is not its own', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'a.txt'), 'x');
  await mkdir(join(folder.path, '.docscore'));
  await writeFile(join(folder.path, '.docscore/somebody-elses.txt'), 'precious');

  const { exitCode } = await docscore(['start', '--fresh', 'a.txt'], { cwd: folder.path });

  expect(exitCode).toBe(2);
  expect(await readdir(join(folder.path, '.docscore'))).toEqual(['somebody-elses.txt']);
});

/** A folder with one review, of which this is claimed to be the truth. */
async function writeSample(folder: string, truth: object): Promise<void> {
  await mkdir(join(folder, 'in'), { recursive: true });
  await writeFile(join(folder, 'in/review.txt'), 'I loved the soup, the waiter was friendly, and we will come back.');
  await writeFile(join(folder, 'in/truth.json'), JSON.stringify(truth));
  await writeFile(
    join(folder, 'in/manifest.json'),
    JSON.stringify({ documents: [{ file: 'review.txt', truth: 'truth.json' }] }),
  );
}

it('ends by itself with --once: 1 when an answer is not the known truth, 0 when it is; what is stored already is kept', async () => {
  await using folder = await temporaryFolder();
  const startOnce = () => docscore(['start', '--once', 'in', ...anyPorts], { cwd: folder.path });

  await writeSample(folder.path, { state: 'scored', type: 'letter' });
  const wrong = await startOnce();
  await writeSample(folder.path, { state: 'scored', type: 'review', pages: 1 });
  const right = await startOnce();

  expect(wrong.stdout).toMatch(/review\.txt +1 {2}✓ scored +document-type \S+ +review +[\d.]+ % +\d/);
  expect(wrong.stdout).toContain('1 scored, 0 rejected, 0 kept, 0 dead');
  expect(wrong.stdout).toContain('review.txt: review; should be letter');
  expect(wrong.exitCode).toBe(1);
  expect(right.stdout).toMatch(/review\.txt +1 {2}= kept +document-type \S+ +review/);
  expect(right.stdout).toContain('0 scored, 0 rejected, 1 kept, 0 dead');
  expect(right.exitCode).toBe(0);
});

it('stays up until a signal, which ends it well; a second start meanwhile names pid and URL', async () => {
  await using folder = await temporaryFolder();
  await writeSample(folder.path, { state: 'scored', type: 'review' });
  const { child, ended, outputs } = spawnDocscore(['start', 'in', ...anyPorts], { cwd: folder.path });
  await outputs((text) => text.includes('Ctrl-C ends it.'));
  const running = JSON.parse(await readFile(join(folder.path, '.docscore/running.json'), 'utf8')) as {
    pid: number;
    url: string;
  };

  const second = await docscore(['start', 'in'], { cwd: folder.path });
  const shown = await docscore(['show', 'review.txt'], { cwd: folder.path });
  child.kill('SIGTERM');

  expect(await ended).toMatchObject({ exitCode: 0, stderr: '' });
  expect(second.exitCode).toBe(2);
  expect(second.stderr).toContain(String(running.pid));
  expect(second.stderr).toContain(running.url);
  expect(shown.exitCode).toBe(0);
  expect(await readdir(join(folder.path, '.docscore'))).not.toContain('running.json');
});
