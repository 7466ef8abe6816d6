import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { unpack } from '../../../src/release/az/package-folder.ts';

async function aPackage(files: Readonly<Record<string, string>>): Promise<{ folder: string; zip: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'docscore-package-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const zip = join(folder, 'docscore.zip');
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  await writeFile(zip, zipSync(Object.fromEntries(entries)));
  return { folder: join(folder, 'packages'), zip };
}

describe('a package that is deployed', () => {
  it('is unpacked once, under its digest', async () => {
    const { zip, folder } = await aPackage({ 'host.json': '{}', 'dist/main.js': 'code', 'empty/': '' });

    const first = await unpack(zip, folder);
    const { birthtimeMs } = await stat(first);
    const second = await unpack(zip, folder);

    expect(second).toBe(first);
    expect((await stat(second)).birthtimeMs).toBe(birthtimeMs);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await readFile(join(first, 'dist/main.js'), 'utf8')).toBe('code');
  });

  it('with other bytes is another', async () => {
    const one = await aPackage({ 'host.json': '{}' });
    const other = await aPackage({ 'host.json': '{ }' });

    expect(await unpack(one.zip, one.folder)).not.toBe(await unpack(other.zip, one.folder));
  });

  it.each(['../evil.js', 'a/../../evil.js', '/etc/evil.js'])(
    'that holds %s is refused and leaves nothing',
    async (name) => {
      const { zip, folder } = await aPackage({ 'host.json': '{}', [name]: 'x' });

      await expect(unpack(zip, folder)).rejects.toMatchObject({
        ...{ exitCode: 1, message: `Deployment failed: the package holds ${name}` },
      });
      expect(await readdir(folder)).toEqual([]);
    },
  );

  it('that is not there, or no ZIP file, is refused as az does', async () => {
    const { zip, folder } = await aPackage({});
    await writeFile(zip, 'no zip');

    await expect(unpack(zip, folder)).rejects.toMatchObject({
      ...{ exitCode: 1, message: expect.stringContaining('is no ZIP file') as unknown },
    });
    await expect(unpack(`${zip}x`, folder)).rejects.toMatchObject({ exitCode: 2 });
  });
});
