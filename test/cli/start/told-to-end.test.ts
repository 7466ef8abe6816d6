import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const module = JSON.stringify(new URL('../../../src/cli/start/told-to-end.ts', import.meta.url).href);

/** A process that says when it listens, and what it was told; it ends only by itself. */
function listener() {
  const source = `
    import { toldToEnd, untilTold } from ${module};
    const ending = toldToEnd();
    setInterval(() => {}, 60_000);
    untilTold(ending).then((code) => console.log(ending.reason, code));
    console.log('listens');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return { child, nextLine: async () => String((await once(child.stdout, 'data'))[0]).trim() };
}

it.each([
  { signal: 'SIGINT', exitCode: 130 },
  { signal: 'SIGTERM', exitCode: 143 },
  { signal: 'SIGHUP', exitCode: 129 },
] as const)('is told by $signal; the second one ends the process at once', async ({ signal, exitCode }) => {
  const { child, nextLine } = listener();
  expect(await nextLine()).toBe('listens');

  child.kill(signal);
  expect(await nextLine()).toBe(`${signal} ${String(exitCode)}`);
  child.kill(signal);

  expect(await once(child, 'exit')).toEqual([exitCode, null]);
});
