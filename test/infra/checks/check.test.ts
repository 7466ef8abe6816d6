import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { openProject, type Project } from '../../../src/infra/checks/project.ts';
import { runChecks } from '../../../src/infra/checks/run-checks.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

describe('npm run infra:check', () => {
  it('is green, and says what each check looked at', async () => {
    const { stdout } = await run(process.execPath, [path.join(root, 'src/infra/check.ts'), '--output', 'json'], {
      cwd: root,
    });

    const { checks } = JSON.parse(stdout) as { checks: { name: string; problems: unknown[] }[] };

    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['syntax and names', 'types', 'plans', 'planned values', 'policies', 'code and plan']),
    );
    expect(checks.flatMap(({ problems }) => problems)).toEqual([]);
  });

  it('ends with 2 and the usage when it does not know an option', async () => {
    const failed = run(process.execPath, [path.join(root, 'src/infra/check.ts'), '--outptu', 'json']);

    await expect(failed).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--output') as string });
  });
});

describe('a fault in one file', () => {
  let project: Project;
  beforeAll(() => {
    project = openProject(root);
  });

  /** `check: code` of the first check that finds errors after the change. */
  function errorsAfter(file: string, from: string, to: string): string[] {
    const text = project.read(file);
    if (!text.includes(from)) throw new Error(`${file} has no ${from}: choose another line to change`);
    const read = (name: string) => (name === file ? text.replace(from, to) : project.read(name));
    for (const { name, problems } of runChecks({ ...project, read })) {
      const errors = problems.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) return errors.map(({ code }) => `${name}: ${code}`);
    }
    return [];
  }

  it.each([
    {
      fault: 'a region that is none',
      file: 'infra/params/prod.bicepparam',
      from: "'westeurope'",
      to: "'westeuropa'",
      error: 'planned values: unknown-location',
    },
    {
      fault: 'an environment that is not as it was decided',
      file: 'infra/params/prod.bicepparam',
      from: 'privateNetworking = true',
      to: 'privateNetworking = false',
      error: 'outputs and parameter files: decided-otherwise',
    },
    {
      fault: 'a parameter left to its default',
      file: 'infra/params/prod.bicepparam',
      from: 'param logRetentionDays = 90',
      to: '',
      error: 'outputs and parameter files: silent-parameter',
    },
    {
      fault: 'a parameter of the wrong kind',
      file: 'infra/params/dev.bicepparam',
      from: "environment = 'dev'",
      to: 'environment = 3',
      error: 'types: ',
    },
    {
      fault: 'an output that a step of the release reads',
      file: 'infra/main.bicep',
      from: 'output liveAppUrl',
      to: 'output liveUrl',
      error: 'outputs and parameter files: missing-output',
    },
    {
      fault: 'a number beyond what Azure takes',
      file: 'infra/modules/budget.bicep',
      from: 'threshold: 80',
      to: 'threshold: 8000',
      error: 'planned values: documented-limit',
    },
    {
      fault: 'TLS of before',
      file: 'infra/modules/storage-account.bicep',
      from: "'TLS1_2'",
      to: "'TLS1_0'",
      error: 'policies: tls',
    },
    {
      fault: 'a queue of another name',
      file: 'infra/modules/storage.bicep',
      from: "'preprocess',",
      to: "'prepare',",
      error: 'code and plan: ',
    },
  ])('is found: $fault', ({ file, from, to, error }) => {
    expect(errorsAfter(file, from, to)).toContainEqual(expect.stringContaining(error) as string);
  });
});
