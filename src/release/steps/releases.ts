import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Az } from './az.ts';
import type { AppName } from './step.ts';

/** A package that an app has, or had. */
const Deployed = z.strictObject({
  /** SHA-256 of the ZIP: its name in the container. */
  sha256: z.string(),
  /** What `GET /api/version` answers. */
  contents: z.string(),
  commit: z.string(),
  runId: z.int(),
  /** Digest of the release. */
  release: z.string(),
  at: z.iso.datetime(),
});
export type Deployed = z.infer<typeof Deployed>;

/** What an app has, written before it gets it, and what it had, latest first. */
const AppRecord = z.strictObject({
  schema: z.literal(1),
  current: Deployed.optional(),
  earlier: z.array(Deployed),
});
export type AppRecord = z.infer<typeof AppRecord>;

/** How many former packages a record remembers. */
export const remembered = 10;

/**
 * Container `releases` of the environment's storage account: `<app>.json` says what each app has, `packages/<sha256>.zip` is what a roll
 * back deploys again.
 */
export interface Releases {
  read(app: AppName): Promise<AppRecord>;
  write(app: AppName, record: AppRecord): Promise<void>;
  /** Keeps a package; the same one twice does nothing. */
  keep(sha256: string, path: string): Promise<void>;
  /** @throws ReleaseError when it is not there. */
  fetch(sha256: string, path: string): Promise<void>;
}

export function releasesOf(az: Az, accountName: string): Releases {
  const where = ['--auth-mode', 'login', '--account-name', accountName, '--container-name', 'releases'];
  const has = async (name: string) => {
    const found = await az(['storage', 'blob', 'list', ...where, '--prefix', name]);
    return z
      .array(z.object({ name: z.string() }))
      .parse(found)
      .some((blob) => blob.name === name);
  };
  const upload = (name: string, file: string) =>
    az(['storage', 'blob', 'upload', ...where, '--name', name, '--file', file, '--overwrite', 'true']);
  const download = (name: string, file: string) =>
    az(['storage', 'blob', 'download', ...where, '--name', name, '--file', file]);
  return {
    async read(app) {
      if (!(await has(`${app}.json`))) return { schema: 1, earlier: [] };
      return await inTemporaryFile(async (file) => {
        await download(`${app}.json`, file);
        return AppRecord.parse(JSON.parse(await readFile(file, 'utf8')));
      });
    },
    write: (app, record) =>
      inTemporaryFile(async (file) => {
        await writeFile(file, `${JSON.stringify(record, undefined, 2)}\n`);
        await upload(`${app}.json`, file);
      }),
    async keep(sha256, path) {
      const name = `packages/${sha256}.zip`;
      if (!(await has(name))) await upload(name, path);
    },
    async fetch(sha256, path) {
      await download(`packages/${sha256}.zip`, path);
    },
  };
}

async function inTemporaryFile<T>(use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-releases-'));
  try {
    return await use(join(folder, 'file'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
