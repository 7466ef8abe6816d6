import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

async function run(script: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, [join(root, 'src/release', script), ...args], { cwd: root });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { out, err, code };
}

describe('npm run pipelines:check', () => {
  it('is content with the committed pipelines', async () => {
    expect(await run('check.ts')).toEqual({
      out: '✓ docscore-ci, docscore-release, docscore-train\n',
      err: '',
      code: 0,
    });
  });

  it.each(['check.ts', 'run-mutants.ts'])(
    'and %s say what they take: exit code 2 for what they do not',
    async (script) => {
      const { err, code } = await run(script, '--nonsense');

      expect(code).toBe(2);
      expect(err).toContain("unknown option '--nonsense'");
    },
  );
});
