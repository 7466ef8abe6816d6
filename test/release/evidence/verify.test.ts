import { cp, readFile, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { unzipSync, zipSync } from 'fflate';
import { readEvidence } from '../../../src/release/evidence/evidence-folder.ts';
import type { Evidence } from '../../../src/release/evidence/evidence.ts';
import { newEvidence } from '../../../src/release/evidence/evidence.ts';
import { sha256 } from '../../../src/release/evidence/digest.ts';
import { verifyDrop } from '../../../src/release/evidence/verify.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

describe('what ci made', () => {
  const path = scratch();
  let evidence: Evidence;

  beforeAll(async () => {
    evidence = await aDrop(path('drop'), { models: { 'incident-outcome': '1.2.0' } });
  });

  it('is accepted as it is', async () => {
    await expect(verifyDrop(path('drop'), evidence)).resolves.toBeUndefined();
  });

  it.each([
    'docscore.zip',
    'models/incident-outcome/1.2.0/model.onnx',
    'models/incident-outcome/1.2.0/manifest.json',
    'infra/main.bicep',
    'sbom.json',
    'tests.xml',
    'rehearsal.json',
    'evidence.json',
  ])('is refused with one byte of %s changed, wherever it is', async (file) => {
    const bytes = await readFile(path('drop', file));
    for (const index of [0, Math.floor(bytes.length / 2), bytes.length - 2]) {
      await cp(path('drop'), path('changed'), { recursive: true });
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      await writeFile(path('changed', file), changed);

      const verified = readEvidence({ drop: path('changed'), folder: path('none') }).then((read) =>
        verifyDrop(path('changed'), read),
      );

      await expect(verified, `byte ${String(index)}`).rejects.toThrow(/was changed|is not evidence/);
    }
  });

  it('is refused with a file more, or one less', async () => {
    await cp(path('drop'), path('more'), { recursive: true });
    await writeFile(path('more/models/incident-outcome/1.2.0/extra.txt'), '');
    await expect(verifyDrop(path('more'), evidence)).rejects.toThrow(/models\/incident-outcome\/1.2.0 was changed/);

    await cp(path('drop'), path('less'), { recursive: true });
    await expect(
      verifyDrop(path('less'), { ...evidence, sbom: { file: 'gone.json', sha256: 'a'.repeat(64) } }),
    ).rejects.toThrow(/gone.json is missing/);
  });

  it('is refused with a package that says of itself what it is not', async () => {
    const { package: built } = evidence;
    const files = unzipSync(await readFile(path('drop/docscore.zip')));
    const zip = zipSync({ ...files, 'main.js': Buffer.from('answer(43)') });
    await cp(path('drop'), path('lying'), { recursive: true });
    await writeFile(path('lying/docscore.zip'), zip);
    const { digest, entries, ...subject } = evidence;
    const lying = newEvidence({ ...subject, ...(built && { package: { ...built, sha256: sha256(zip) } }) });

    await expect(verifyDrop(path('lying'), lying)).rejects.toThrow(/what is in docscore.zip was changed/);
    expect([lying.digest === digest, entries]).toEqual([false, []]);
  });
});
