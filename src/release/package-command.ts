import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { makeDrop } from './packaging/make-drop.ts';
import { commitOf, runOf } from './run-of.ts';

const root = join(import.meta.dirname, '../..');

interface Options {
  readonly out: string;
  readonly dist?: string;
  readonly tests?: string;
  readonly sbom?: string;
  readonly rehearsal?: string;
  readonly modelsOnly?: true;
}

/** `npm run package`: see `--help`. */
export function packageCommand(): Command {
  return new Command('package')
    .description(
      'build once what is released: package, models, infrastructure, and the evidence that says what they are',
    )
    .option('--out <folder>', 'what is there goes', '.docscore/drop')
    .option('--dist <folder>', 'a built app (default: npm run build makes one)')
    .option('--tests <file>', 'JUnit report of the tests; one with failures is refused')
    .option('--sbom <file>', 'bill of materials, CycloneDX (npm sbom)')
    .option('--rehearsal <file>', 'what npm run rehearse wrote about this commit')
    .option('--models-only', 'no app: what train.yml releases')
    .addHelpText(
      'after',
      '\nExample:\n  npm run package\n  npm run release -- verify --drop .docscore/drop --evidence .docscore/evidence',
    )
    .action(makePackage);
}

async function makePackage({ out, dist, tests, sbom, rehearsal, modelsOnly }: Options): Promise<void> {
  const [commit, run] = [await commitOf(process.env, root), runOf(process.env)];
  const what = { out: resolve(out), commit, run, models: join(root, 'seed/models'), sbom, tests, rehearsal };
  const evidence = modelsOnly
    ? await makeDrop(what)
    : await withBuild(dist, (built) => makeDrop({ ...what, dist: built, infra: join(root, 'infra') }));
  const { package: made, models, digest } = evidence;
  if (made) console.log(`${join(out, made.file)}  ${(made.bytes / 1e6).toFixed(1)} MB, contents ${made.contents}`);
  for (const { model, modelVersion, folder } of models) console.log(`${join(out, folder)}  ${model} ${modelVersion}`);
  console.log(`${join(out, 'evidence.json')}  release ${digest}`);
}

async function withBuild<T>(dist: string | undefined, use: (dist: string) => Promise<T>): Promise<T> {
  if (dist !== undefined) return await use(resolve(dist));
  const folder = await mkdtemp(join(tmpdir(), 'docscore-package-'));
  try {
    await promisify(execFile)(process.execPath, [join(root, 'bin/build.ts'), join(folder, 'dist')]);
    return await use(join(folder, 'dist'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
