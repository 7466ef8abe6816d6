import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { writeRunFile } from '../../../src/release/rehearsal/run-folder.ts';
import { aDevops, aWaitingRun } from '../../local/azure-devops/a-devops.ts';

const program = join(import.meta.dirname, '../../../src/release/rehearse.ts');

/** What the program prints and how it ends. */
const rehearse = (...args: string[]) =>
  promisify(execFile)(process.execPath, [program, ...args]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    (error: unknown) => error as { code: number; stdout: string; stderr: string },
  );

/** Run 7, which Sam started and which waits for prod, as another terminal finds it. */
async function aRunThatWaits() {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-rehearse-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const devops = await aDevops();
  const { approval } = await aWaitingRun(devops);
  const { service } = devops;
  const tokens = Object.fromEntries(['sam', 'kim'].map((name) => [name, service.tokenOf(`${name}@example.org`)]));
  await mkdir(join(dir, 'runs/7'), { recursive: true });
  await writeRunFile(join(dir, 'runs/7'), {
    ...{ id: 7, file: 'pipelines/release.yml', requestedBy: 'sam', pid: process.pid, records: [] },
    devops: { url: service.url, project: 'docscore', tokens },
    waiting: {
      ...{ id: approval.id, environment: 'prod', approvers: ['approvers'], instructions: '' },
      expiresAt: approval.expiresAt.toISOString(),
    },
  });
  return { dir, approval };
}

describe('npm run rehearse in another terminal', () => {
  test('approves as somebody else than who started the run', async () => {
    const { dir, approval } = await aRunThatWaits();
    const said = await rehearse('approve', '7', '--as', 'kim', '--comment', 'Looks right', '--dir', dir);
    expect(said).toMatchObject({ code: 0, stdout: 'Run 7: approved by kim\n' });
    expect(await approval.decision).toEqual({ status: 'approved', by: 'kim@example.org', comment: 'Looks right' });
  });

  test('rejects with a reason', async () => {
    const { dir, approval } = await aRunThatWaits();
    expect((await rehearse('reject', '7', '--as', 'kim', '--comment', 'Too slow', '--dir', dir)).code).toBe(0);
    expect(await approval.decision).toMatchObject({ status: 'rejected', comment: 'Too slow' });
  });

  test('refuses who started the run and who is nobody, and the run goes on waiting', async () => {
    const { dir, approval } = await aRunThatWaits();
    const own = await rehearse('approve', '7', '--as', 'sam', '--dir', dir);
    expect(own).toMatchObject({ code: 1, stderr: '✗ sam@example.org started the run and cannot approve it.\n' });
    const nobody = await rehearse('approve', '7', '--as', 'zoe', '--dir', dir);
    expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('zoe is nobody here') as string });
    expect((await rehearse('look', '--dir', dir)).stdout).toContain('   7  waits');
    expect((await rehearse('reject', '7', '--as', 'kim', '--dir', dir)).code).toBe(0);
    expect(await approval.decision).toMatchObject({ status: 'rejected' });
  });

  test('says that there is no such run, and asks for the name that it lacks', async () => {
    const { dir } = await aRunThatWaits();
    expect(await rehearse('approve', '8', '--as', 'kim', '--dir', dir)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no run 8') as string,
    });
    expect(await rehearse('approve', '7', '--dir', dir)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("'--as <name>' not specified") as string,
    });
  });
});
