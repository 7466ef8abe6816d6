import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startAzureDevops } from '../../../src/local/azure-devops/azure-devops.ts';

const root = join(import.meta.dirname, '../../..');
const given = {
  tenantId: '11111111-1111-1111-1111-111111111111',
  subscriptionId: '22222222-2222-2222-2222-222222222222',
  subscriptionName: 'Contoso',
  sharedVault: 'kv-contoso-docscore',
  operatorsGroupId: '33333333-3333-3333-3333-333333333333',
  readersGroupId: '44444444-4444-4444-4444-444444444444',
  alertEmail: 'alerts@example.org',
};

/** An empty organisation, and an `az` first on PATH. */
async function anOperator() {
  const bin = await mkdtemp(join(tmpdir(), 'docscore-az-'));
  onTestFinished(() => rm(bin, { recursive: true, force: true }));
  const program = join(import.meta.dirname, 'az-process.ts');
  await writeFile(join(bin, 'az'), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  await chmod(join(bin, 'az'), 0o755);
  const service = await startAzureDevops({
    ...{ port: 0, organisation: 'contoso', project: 'docscore', repository: 'docscore' },
    people: ['alex@example.org'],
    groups: {},
  });
  onTestFinished(() => service.stop());
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    AZURE_DEVOPS_EXT_PAT: service.tokenOf('alex@example.org'),
  };
  const run = async (...args: string[]) => {
    const program = [join(root, 'src/release/bootstrap.ts'), ...args];
    return promisify(execFile)(process.execPath, program, { env }).then(
      ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
      (error: unknown) => error as { code: number; stdout: string; stderr: string },
    );
  };
  const sets = Object.entries({ ...given, organisation: service.url }).flatMap(([name, value]) => [
    '--set',
    `${name}=${value}`,
  ]);
  return { service, run, sets };
}

describe('npm run bootstrap', () => {
  test('prints a plan and writes nothing', async () => {
    const { service, run, sets } = await anOperator();
    const { code, stdout } = await run('--plan', ...sets);
    expect(code).toBe(0);
    expect(stdout).toContain('+ environment docscore-prod: approval\n');
    expect(stdout).toMatch(/\n\d+ to be made, 0 to be put back, 0 as they should be, 0 not in the file\n$/);
    expect(service.writes).toEqual([]);
  });

  test('makes it, one JSON object for each thing when a program asks', async () => {
    const { service, run, sets } = await anOperator();
    const { code, stdout } = await run('--output', 'json', ...sets);
    expect(code).toBe(0);
    const entries = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { outcome: string; what: string });
    expect(entries).toContainEqual({ outcome: 'made', what: 'pipeline docscore-release', differences: [] });
    expect(service.writes.length).toBeGreaterThan(0);
  });

  test('names every parameter that it lacks, with what it is, and exits with 2', async () => {
    const { run } = await anOperator();
    const { code, stderr } = await run('--plan');
    expect(code).toBe(2);
    expect(stderr).toMatch(/--set tenantId=…\s+Entra tenant of the subscription/);
  });

  test('says that the organisation has no such project', async () => {
    const { service, run, sets } = await anOperator();
    const at = sets.findIndex((word) => word.startsWith('organisation='));
    const elsewhere = sets.with(at, `organisation=${service.url.replace('contoso', 'other')}`);
    const { code, stderr } = await run(...elsewhere);
    expect(code).toBe(1);
    expect(stderr).toMatch(/has no project docscore/);
  });
});
