import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../src/domain/manifest.ts';
import type { Evidence } from '../../src/release/evidence/evidence.ts';
import { makeDrop } from '../../src/release/packaging/make-drop.ts';

const root = join(import.meta.dirname, '../..');

const report =
  '<?xml version="1.0"?>\n<testsuites name="tests" tests="12" failures="0" errors="0" time="1"></testsuites>\n';

export interface DropOptions {
  readonly commit?: string;
  readonly runId?: number;
  /** What the app's only file holds. */
  readonly code?: string;
  /** Shipped model versions; the model is a shipped one. */
  readonly models?: Readonly<Record<string, string>>;
  /** Of the shipped models, in their manifests. */
  readonly labels?: (labels: readonly string[]) => readonly string[];
  readonly modelsOnly?: boolean;
}

/**
 * What ci makes, small: an app of two files, models under the versions wanted, infra/, a bill of materials, reports of tests and rehearsal.
 *
 * @param out Folder `drop` to make; what it is made of lies beside it.
 */
export async function aDrop(out: string, options: DropOptions = {}): Promise<Evidence> {
  const { commit = 'a'.repeat(40), runId = 100, code = 'answer(42)', models = {}, modelsOnly = false } = options;
  const labels = options.labels ?? ((same: readonly string[]) => same);
  const parts = `${out}-parts`;
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(parts, file)), { recursive: true });
    await writeFile(join(parts, file), text);
    return join(parts, file);
  };
  await write('dist/main.js', code);
  await write('dist/host.json', '{"version":"2.0"}');
  await write('infra/main.bicep', "output greeting string = 'hello'\n");
  await write('infra/events.bicep', 'param liveAppName string\n');
  await mkdir(join(parts, 'models'), { recursive: true });
  for (const [model, modelVersion] of Object.entries(models))
    await shipAs(join(parts, 'models'), { model, modelVersion, labels });
  const run = { id: runId, number: String(runId), url: `http://localhost/run/${String(runId)}` };
  if (modelsOnly) return await makeDrop({ out, commit, run, models: join(parts, 'models') });
  return await makeDrop({
    ...{ out, commit, run, dist: join(parts, 'dist'), models: join(parts, 'models'), infra: join(parts, 'infra') },
    sbom: await write('sbom.json', '{"bomFormat":"CycloneDX"}'),
    tests: await write('tests.xml', report),
    rehearsal: await write('rehearsal.json', '{"result":"Succeeded"}'),
  });
}

interface Shipped extends Required<Pick<DropOptions, 'labels'>> {
  readonly model: string;
  readonly modelVersion: string;
}

/** The version of a model that the repository ships, under another number. */
async function shipAs(models: string, { model, modelVersion, labels }: Shipped): Promise<void> {
  const shipped = join(root, 'seed/models', model, model === 'document-type' ? '1.1.0' : '1.0.0');
  const folder = join(models, model, modelVersion);
  await cp(shipped, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const signature = { ...manifest.signature, labels: labels(manifest.signature.labels) };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, modelVersion, signature }));
}
