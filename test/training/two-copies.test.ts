import { execFile } from 'node:child_process';
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { shopRows } from './made-rows.ts';
import { scratchFolder } from './scratch.ts';

const root = join(import.meta.dirname, '../..');
const scratch = scratchFolder();

/** The source in a folder of its own, trained in a process of its own. */
async function trainIn(copy: string, csv: string): Promise<void> {
  const folder = scratch.path(copy);
  await mkdir(folder);
  await cp(join(root, 'src'), join(folder, 'src'), { recursive: true });
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const args = ['src/training/train.ts', 'shop', '--csv', csv, '--param', 'trees=20', '--out', 'model'];
  await promisify(execFile)(process.execPath, args, { cwd: folder });
}

it('two copies of the repository make the same bytes of the same data', async () => {
  const csv = await scratch.write('rows.csv', shopRows());

  await Promise.all([trainIn('here', csv), trainIn('there', csv)]);

  for (const file of ['model.onnx', 'manifest.json']) {
    const [here, there] = [await scratch.read(`here/model/${file}`), await scratch.read(`there/model/${file}`)];
    expect(here.equals(there)).toBe(true);
    expect(here.includes(scratch.path())).toBe(false);
  }
});
