import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { digestOfFolder, sha256OfFile } from '../evidence/digest.ts';
import { newEvidence, type Evidence, type Subject } from '../evidence/evidence.ts';
import { writeEvidence } from '../evidence/evidence-folder.ts';
import { readTestReport } from './test-report.ts';
import { writeZip } from './zip.ts';

interface DropOptions {
  /** Folder to make; what was there goes. */
  readonly out: string;
  readonly commit: string;
  readonly run: Subject['run'];
  /** A built Functions app; absent: only models are released. */
  readonly dist?: string | undefined;
  /** `<model>/<modelVersion>/…`; the latest version of each model is shipped. */
  readonly models: string;
  readonly infra?: string | undefined;
  /** CycloneDX. */
  readonly sbom?: string | undefined;
  /** JUnit. */
  readonly tests?: string | undefined;
  /** Report of a rehearsal. */
  readonly rehearsal?: string | undefined;
}

/**
 * Makes what a release takes from stage to stage: `docscore.zip`, `models/`, `infra/`, `sbom.json`, the test report, and `evidence.json` that
 * says what they are. The same input gives the same bytes.
 *
 * @throws Error for a test report with failures.
 */
export async function makeDrop(options: DropOptions): Promise<Evidence> {
  const { out, commit, run, dist, models, infra, sbom, tests, rehearsal } = options;
  const report = tests === undefined ? undefined : await readTestReport(tests);
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const evidence = newEvidence({
    ...{ schema: 1, commit, run },
    ...(dist !== undefined && { package: await packageOf(dist, options) }),
    models: await shippedModels(models, out),
    ...(infra !== undefined && { infra: await folderOf(infra, out) }),
    ...(sbom !== undefined && { sbom: await fileOf(sbom, out) }),
    ...(rehearsal !== undefined && { rehearsal: await fileOf(rehearsal, out, 'rehearsal.json') }),
    ...(tests !== undefined && report && { tests: { ...(await fileOf(tests, out)), ...report } }),
  });
  await writeEvidence(join(out, 'evidence.json'), evidence);
  return evidence;
}

async function packageOf(dist: string, { out, commit, run }: DropOptions) {
  const file = 'docscore.zip';
  const { contents, bytes } = await writeZip(dist, join(out, file), { commit, run: String(run.id) });
  return { file, sha256: await sha256OfFile(join(out, file)), bytes, contents };
}

async function shippedModels(models: string, out: string): Promise<Subject['models']> {
  const shipped: Subject['models'] = [];
  for (const model of (await readdir(models)).sort()) {
    const modelVersion = (await readdir(join(models, model))).sort(byVersion).at(-1);
    if (modelVersion === undefined) continue;
    const folder = `models/${model}/${modelVersion}`;
    await cp(join(models, model, modelVersion), join(out, folder), { recursive: true });
    shipped.push({ model, modelVersion, folder, sha256: await digestOfFolder(join(out, folder)) });
  }
  return shipped;
}

/** Semantic versions, earlier first. */
export const byVersion = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });

async function folderOf(from: string, out: string) {
  const folder = basename(from);
  await cp(from, join(out, folder), { recursive: true });
  return { folder, sha256: await digestOfFolder(join(out, folder)) };
}

async function fileOf(from: string, out: string, file = basename(from)) {
  await cp(from, join(out, file));
  return { file, sha256: await sha256OfFile(join(out, file)) };
}
