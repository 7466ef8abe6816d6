import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { docscore } from './run-docscore.ts';

const commands = [
  ...['start', 'upload', 'list', 'show', 'watch'],
  ...['reprocess', 'cancel', 'delete', 'dead', 'replay', 'backfill', 'models', 'local'],
];
const bin = resolve(import.meta.dirname, '../../bin/docscore.mjs');

it.each(commands)('`%s --help` explains itself with examples', async (command) => {
  const { exitCode, stdout } = await docscore([command, '--help']);

  expect(exitCode).toBe(0);
  expect(stdout).toContain('Examples:');
});

it('`--help` names all commands and exit codes', async () => {
  const { exitCode, stdout } = await docscore(['--help']);

  expect(exitCode).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(stdout).toContain('3 nothing running');
});

it.each([
  'lst',
  '',
  '--nonsense',
  'list --limit 0',
  'list --state great',
  'list --output xml',
  'show',
  'start --port 70000',
  'reprocess',
  'replay',
  'replay --all --cause x',
  'replay a.txt --all',
  'delete a.txt',
])('exits 2 for `docscore %s`', async (command) => {
  const { exitCode, stdout, stderr } = await docscore(command.split(' ').filter(Boolean));

  expect([exitCode, stdout]).toEqual([2, '']);
  expect(stderr).not.toBe('');
});

describe('an older Node', () => {
  /** The file as it would run there: only the version that it sees differs. */
  const onNode = async (version: string, args: readonly string[]) => {
    const source = (await readFile(bin, 'utf8'))
      .replace(/^#!.*/, '')
      .replaceAll('process.versions.node', JSON.stringify(version));
    return spawnSync(process.execPath, ['--input-type=module', '-', ...args], { input: source, encoding: 'utf8' });
  };

  it.each([
    { args: ['list', '--state', 'dead'], command: 'npx docscore list --state dead' },
    { args: ['start'], command: 'npm start' },
  ])('is refused by name, with the command to run instead: $command', async ({ args, command }) => {
    const { status, stderr } = await onNode('20.19.0', args);

    expect(status).toBe(2);
    expect(stderr).toContain('this is Node 20.19.0');
    expect(stderr).toMatch(new RegExp(`npm ci\\n  ${command}\\n$`));
  });

  it('can read the file that refuses it: nothing in it is newer than dynamic import', async () => {
    const source = await readFile(bin, 'utf8');

    expect(source).not.toMatch(/\?\.|\?\?|^import |\bconst\b|\blet\b|=>|`[^`]*\$\{|\bawait\b/m);
  });
});
