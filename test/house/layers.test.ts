import { execFile } from 'node:child_process';
import { appendFile, cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** A file of each layer, and for each rule an import of a value and one of a type that it must not have. */
const plants = [
  { rule: 'domain-inside', file: 'src/domain/errors.ts', value: 'src/adapters/memory-memo.ts', type: 'src/ports.ts' },
  { rule: 'domain-outside', file: 'src/domain/errors.ts', value: 'node:fs', type: '@azure/functions' },
  { rule: 'pipeline-inside', file: 'src/pipeline/preprocess.ts', value: 'src/models/rollout.ts', type: 'src/ports.ts' },
  { rule: 'pipeline-outside', file: 'src/pipeline/preprocess.ts', value: 'node:fs', type: '@azure/cosmos' },
  { rule: 'jobs-inside', file: 'src/jobs/claim.ts', value: 'src/pipeline/preprocess.ts', type: 'src/ports.ts' },
  { rule: 'jobs-outside', file: 'src/jobs/claim.ts', value: 'node:fs', type: '@azure/cosmos' },
  { rule: 'models-inside', file: 'src/models/rollout.ts', value: 'src/jobs/claim.ts', type: 'src/ports.ts' },
  { rule: 'models-outside', file: 'src/models/rollout.ts', value: 'onnxruntime-node', type: '@azure/storage-blob' },
  { rule: 'ports-inside', file: 'src/ports.ts', value: 'src/jobs/identity.ts', type: 'src/jobs/current.ts' },
  { rule: 'ports-outside', file: 'src/ports.ts', value: 'node:fs', type: '@azure/cosmos' },
  {
    rule: 'training-inside',
    file: 'src/training/train.ts',
    value: 'src/adapters/memory-memo.ts',
    type: 'src/jobs/current.ts',
  },
  {
    rule: 'functions-inside',
    file: 'src/functions/publish.ts',
    value: 'src/adapters/memory-memo.ts',
    type: 'src/config.ts',
  },
  { rule: 'functions-outside', file: 'src/functions/publish.ts', value: 'node:fs', type: '@azure/event-hubs' },
  { rule: 'adapters-inside', file: 'src/adapters/memory-memo.ts', value: 'src/jobs/claim.ts', type: 'src/config.ts' },
  { rule: 'app-inside', file: 'src/app.ts', value: 'src/services.ts', type: 'src/config.ts' },
  { rule: 'app-outside', file: 'src/app.ts', value: 'node:fs', type: '@azure/cosmos' },
  { rule: 'services-inside', file: 'src/services.ts', value: 'src/jobs/claim.ts', type: 'src/domain/job.ts' },
  { rule: 'services-outside', file: 'src/services.ts', value: 'node:fs', type: '@azure/cosmos' },
  { rule: 'config-inside', file: 'src/config.ts', value: 'src/jobs/claim.ts', type: 'src/ports.ts' },
  { rule: 'config-outside', file: 'src/config.ts', value: 'node:fs', type: '@azure/cosmos' },
  { rule: 'main-inside', file: 'src/main.ts', value: 'src/jobs/identity.ts', type: 'src/ports.ts' },
  { rule: 'main-outside', file: 'src/main.ts', value: 'node:fs', type: '@azure/cosmos' },
  {
    rule: 'nothing-imports-local-console-cli',
    file: 'src/functions/publish.ts',
    value: 'src/local/cloud/local-cloud.ts',
    type: 'src/local/service.ts',
  },
];

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

describe('the layers', () => {
  let folder: string;
  let violations: Violation[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docscore-layers-'));
    for (const part of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
      await cp(join(root, part), join(folder, part), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [index, { file, value, type }] of plants.entries()) {
      const path = join(folder, file);
      const name = `planted${String(index)}`;
      const asValue = `import * as ${name} from '${specifier(path, value)}';\nvoid ${name};`;
      const asType = `import type * as ${name}Type from '${specifier(path, type)}';\nexport type T${name} = typeof ${name}Type;`;
      await appendFile(path, `\n${asValue}\n${asType}\n`);
    }
    violations = await cruise(folder);
  });

  afterAll(() => rm(folder, { recursive: true }));

  it.each(
    plants.flatMap(({ rule, file, value, type }) => [
      { rule, file, kind: 'value', to: value },
      { rule, file, kind: 'type', to: type },
    ]),
  )('$rule: $file must not import the $kind of $to', ({ rule, file, to }) => {
    const broken = violations.filter((violation) => violation.rule.name === rule && violation.from === file);

    expect(broken.map((violation) => violation.to)).toContainEqual(expect.stringContaining(to.replace('node:', '')));
  });

  it('are kept as they stand', async () => {
    expect(await cruise(root)).toEqual([]);
  });

  const specifier = (from: string, to: string) =>
    to.startsWith('src/') ? `./${relative(dirname(from), join(folder, to))}` : to;
});

async function cruise(folder: string): Promise<Violation[]> {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const run = promisify(execFile)(process.execPath, [depcruise, 'src', '--output-type', 'json'], {
    cwd: folder,
    maxBuffer: 2 ** 28,
  });
  // It exits with the number of violations; what it found is on stdout either way.
  const { stdout } = await run.catch((error: unknown) => error as { stdout: string });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}
