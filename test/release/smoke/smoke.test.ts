import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEvidence } from '../../../src/release/evidence/evidence-folder.ts';
import { smokeStep } from '../../../src/release/steps/smoke.ts';
import { call, tokenOf } from '../../e2e/documents-api.ts';
import { runningSystem } from '../../e2e/running-system.ts';
import { runningRelease } from '../running-releases.ts';
import { scratch } from '../scratch.ts';

const program = join(import.meta.dirname, '../../../src/release/smoke.ts');
const review = join(import.meta.dirname, '../../../seed/documents/review-bistro.txt');

describe('the smoke test of an app that runs', () => {
  const path = scratch();
  const running = runningSystem();

  const smoke = (...args: string[]) =>
    new Promise<{ code: number; text: string; errors: string }>((ended) => {
      execFile(process.execPath, [program, running.system.url, ...args], (error, stdout, stderr) => {
        ended({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout, errors: stderr });
      });
    });

  it('passes: every model answers, a document goes all the way and is deleted again', async () => {
    const { system } = running;
    const secrets = ['--key', system.keys.default, '--token', await tokenOf(system, 'operator')];

    const { code, text } = await smoke(...secrets, '--document', review, '--junit', path('smoke.xml'));

    expect(code).toBe(0);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => line.split(/ {2,}/)[0]);
    expect(lines).toEqual([
      ...['✓ live', '✓ ready', '✓ version', '✓ openapi', '✓ models', '✓ predict document-type 1.1.0 (green)'],
      ...['✓ predict incident-outcome 1.0.0 (green)', '✓ predict review-sentiment 1.0.0 (green)', '✓ document'],
    ]);
    expect(await readFile(path('smoke.xml'), 'utf8')).toMatch(/<testsuites .*tests="9" failures="0" errors="0"/);
    const { documents } = (await (await call(system, '/api/documents?name=smoke')).json()) as {
      documents: { name: string; state: string }[];
    };
    expect(documents.filter(({ name, state }) => name.startsWith('smoke/') && state !== 'deleted')).toEqual([]);
  });

  it('names what fails: another package, no key', async () => {
    const wrong = await smoke(
      '--key',
      running.system.keys.default,
      '--digest',
      'f'.repeat(64),
      '--no-document',
      '--junit',
      path('wrong.xml'),
    );
    const locked = await smoke('--no-document', '--timeout', '1');

    expect([wrong.code, wrong.errors]).toEqual([
      1,
      expect.stringMatching(/version: digest is unknown, and f{64} was expected/),
    ]);
    expect(await readFile(path('wrong.xml'), 'utf8')).toMatch(
      /failures="1"[^]*name="version"[^]*<failure message="digest is unknown/,
    );
    expect([locked.code, locked.errors]).toEqual([
      1,
      expect.stringMatching(/ready: GET \/api\/health\/ready answers 401/),
    ]);
  });

  it('of another package is a failed step, and the evidence says at what', async () => {
    const { context } = await runningRelease(running.system, path('drop'), '1.0.0', { commit: 'c0ffee' });

    await expect(smokeStep(context, { app: 'candidate', document: false })).rejects.toThrow(/version: commit is/);

    const [entry] = (await readEvidence(context.place)).entries;
    expect(entry).toMatchObject({ what: 'smoke', app: 'candidate', failed: ['version'] });
  });
});
