import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { shipped } from '../../src/training/seed-folders.ts';

const root = join(import.meta.dirname, '../..');

it('runs a model without leaving anything for its maker on this machine', async () => {
  const home = await mkdtemp(join(tmpdir(), 'docscore-home-'));
  const program = `
    const { onnxRuntime } = await import(${JSON.stringify(join(root, 'src/adapters/onnx-runtime.ts'))});
    const { InferenceSession } = await onnxRuntime();
    await InferenceSession.create(${JSON.stringify(fileURLToPath(new URL('model.onnx', shipped('document-type').folder)))});`;

  const env = { HOME: home, TMPDIR: home, XDG_CACHE_HOME: home };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env });

  expect(await readdir(home, { recursive: true })).toEqual([]);
  await rm(home, { recursive: true });
});
