import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { digestOfFolder } from '../../../src/release/evidence/digest.ts';
import { byVersion } from '../../../src/release/packaging/make-drop.ts';
import { readTestReport } from '../../../src/release/packaging/test-report.ts';
import { contentsOfZip, writeZip } from '../../../src/release/packaging/zip.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

describe('a package', () => {
  const path = scratch();

  it('has the same bytes whenever, wherever and in whatever order its files were made', async () => {
    for (const [folder, names] of Object.entries({ a: ['x.js', 'sub/y.js'], b: ['sub/y.js', 'x.js'] }))
      for (const name of names) {
        await mkdir(path(folder, 'sub'), { recursive: true });
        await writeFile(path(folder, name), `// ${name}`);
      }
    await utimes(path('b/x.js'), 0, 0);

    const a = await writeZip(path('a'), path('a.zip'), { commit: 'c', run: '1' });
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    const b = await writeZip(path('b'), path('b.zip'), { commit: 'c', run: '1' });
    vi.unstubAllEnvs();

    expect(b).toEqual(a);
    expect((await readFile(path('b.zip'))).equals(await readFile(path('a.zip')))).toBe(true);
  });

  it('says its commit, its run and the digest of everything else', async () => {
    const evidence = await aDrop(path('drop'), { commit: 'd'.repeat(40), runId: 12 });

    const { build, digest } = await contentsOfZip(path('drop/docscore.zip'));

    expect(build).toEqual({ commit: 'd'.repeat(40), run: '12', digest });
    expect(evidence.package?.contents).toBe(digest);
    expect(digest).toBe(await digestOfFolder(path('drop-parts/dist')));
    expect(Object.keys(unzipSync(await readFile(path('drop/docscore.zip'))))).toEqual([
      'build.json',
      'host.json',
      'main.js',
    ]);
  });

  it('ships the latest version of each model', async () => {
    await aDrop(path('two'), { models: { 'incident-outcome': '1.9.0' } });
    const { models } = await aDrop(path('two'), { models: { 'incident-outcome': '1.10.0' } });

    expect(models.map(({ folder }) => folder)).toEqual(['models/incident-outcome/1.10.0']);
    expect(['1.10.0', '1.9.0', '1.9.1'].sort(byVersion)).toEqual(['1.9.0', '1.9.1', '1.10.0']);
  });

  it('is not made after tests that failed, or that nobody made', async () => {
    await writeFile(path('failed.xml'), '<testsuites tests="3" failures="1" errors="0">');
    await writeFile(path('none.xml'), '<testsuites tests="0" failures="0" errors="0">');

    await expect(readTestReport(path('failed.xml'))).rejects.toThrow(/1 failed tests: nothing is packaged/);
    await expect(readTestReport(path('none.xml'))).rejects.toThrow(/not a JUnit report with tests/);
  });
});
