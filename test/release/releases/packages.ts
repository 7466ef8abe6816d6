import { execFile } from 'node:child_process';
import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Manifest } from '../../../src/domain/manifest.ts';
import { makeDrop } from '../../../src/release/packaging/make-drop.ts';

export const root = join(import.meta.dirname, '../../..');

/** What ci would have made of three commits. */
export interface Packages {
  /** A folder that holds `drop`, as a pipeline resource does, made by run `run`. */
  make(what: 'first' | 'second' | 'broken', run: number): Promise<string>;
}

/**
 * Builds the app once. `second` differs in a text and ships a newer version of incident-outcome, the same graph under a new number; `broken` cannot score documents, which only its smoke
 * test on the live app can find.
 */
export async function buildPackages(folder: string): Promise<Packages> {
  const dist = join(folder, 'first');
  await promisify(execFile)(process.execPath, [join(root, 'bin/build.ts'), dist]);
  const { stdout: commit } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root });
  const models = join(folder, 'models');
  await cp(join(root, 'seed/models'), models, { recursive: true });
  await nextVersion(models, 'incident-outcome', '1.0.0', '1.0.1');
  await cp(dist, join(folder, 'second'), { recursive: true });
  await appendFile(join(folder, 'second/LICENSE'), '\n');
  await cp(join(folder, 'second'), join(folder, 'broken'), { recursive: true });
  await replaceOnce(
    join(folder, 'broken/main.js'),
    'handler: scoreDocument(services)',
    "handler: () => { throw new Error('broken'); }",
  );
  return {
    async make(what, run) {
      const out = join(folder, `run-${run}`);
      await rm(out, { recursive: true, force: true });
      await makeDrop({
        out: join(out, 'drop'),
        commit: commit.trim(),
        run: { id: run, number: `test.${run}`, url: '' },
        dist: join(folder, what),
        models: what === 'first' ? join(root, 'seed/models') : models,
        infra: join(root, 'infra'),
      });
      return out;
    },
  };
}

async function nextVersion(models: string, model: string, from: string, to: string): Promise<void> {
  await cp(join(models, model, from), join(models, model, to), { recursive: true });
  const file = join(models, model, to, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as { modelVersion: string };
  await writeFile(file, `${JSON.stringify({ ...manifest, modelVersion: to }, undefined, 2)}\n`);
}

async function replaceOnce(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold ${from} once`);
  await writeFile(file, text.replace(from, to));
}

/**
 * What the first stage of train.yml would have published: incident-outcome once more, as another version. `isReversed`: its labels are exchanged, so that it is wrong wherever the first is right.
 */
export async function modelsDrop(
  out: string,
  run: number,
  { modelVersion, isReversed }: { modelVersion: string; isReversed: boolean },
): Promise<void> {
  const models = join(out, 'models');
  await cp(join(root, 'seed/models/incident-outcome/1.0.0'), join(models, 'incident-outcome', modelVersion), {
    recursive: true,
  });
  const file = join(models, 'incident-outcome', modelVersion, 'manifest.json');
  const manifest = Manifest.parse(JSON.parse(await readFile(file, 'utf8')));
  const labels = isReversed ? manifest.signature.labels.toReversed() : manifest.signature.labels;
  await writeFile(file, JSON.stringify({ ...manifest, modelVersion, signature: { ...manifest.signature, labels } }));
  const { stdout: commit } = await promisify(execFile)('git', ['rev-parse', 'HEAD'], { cwd: root });
  await makeDrop({
    out: join(out, 'drop'),
    commit: commit.trim(),
    run: { id: run, number: `test.${run}`, url: '' },
    models,
  });
}
