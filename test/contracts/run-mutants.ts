import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Mutant } from './mutant.ts';
import { services } from './services.ts';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run mutants [-- <service> …]`: takes away each listed behaviour of the local servers, one at a time in a copy of the source, and runs
 * its checks against that copy. Exit code 1 if one stays green: then that behaviour is not checked.
 */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !services.includes(name));
if (unknown.length > 0) {
  console.error(`No contract suite ${unknown.join(', ')}. There is: ${services.join(', ')}.`);
  process.exit(2);
}
const copy = await copyOfSource();
let survivors = 0;
try {
  for (const service of wanted.length === 0 ? services : wanted) survivors += await tryAll(service);
} finally {
  await rm(copy, { recursive: true, force: true });
}
process.exitCode = survivors === 0 ? 0 : 1;

async function tryAll(service: string): Promise<number> {
  const { mutants } = (await import(`./${service}/mutants.ts`)) as { mutants: readonly Mutant[] };
  let green = 0;
  console.log(`${service}: ${mutants.length} behaviours`);
  for (const suite of new Set(mutants.map((mutant) => mutant.suite)))
    if (!(await passes(service, suite))) throw new Error(`${service}/${suite} is red before anything was taken away`);
  for (const mutant of mutants) {
    const begun = performance.now();
    const path = join(copy, mutant.file);
    const original = await readFile(path, 'utf8');
    await writeFile(
      path,
      original.replace(mutant.from, () => mutant.to),
    );
    const stayedGreen = await passes(service, mutant.suite);
    await writeFile(path, original);
    if (stayedGreen) green++;
    const seconds = ((performance.now() - begun) / 1000).toFixed(1).padStart(5);
    console.log(`  ${stayedGreen ? '✗ survives' : '✓ red'.padEnd(10)} ${seconds} s  ${mutant.behaviour}`);
  }
  console.log(`  ${mutants.length - green} red, ${green} survive`);
  return green;
}

async function passes(service: string, suite: string): Promise<boolean> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const file = join('test/contracts', service, suite);
  const child = spawn(process.execPath, [vitest, 'run', '--bail=1', '--testTimeout=20000', '--reporter=dot', file], {
    cwd: root,
    env: { ...process.env, CONTRACT_ROOT: copy },
    stdio: 'ignore',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
}

async function copyOfSource(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'docscore-mutants-'));
  for (const entry of ['src', 'bin', 'seed', 'package.json', 'host.json', 'local.settings.sample.json'])
    await cp(join(root, entry), join(dir, entry), { recursive: true });
  await symlink(join(root, 'node_modules'), join(dir, 'node_modules'));
  return dir;
}
