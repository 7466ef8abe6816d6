import type { KillsOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { run } from './run.ts';
import { safeguards } from './safeguards.ts';

/** @returns exit code 0 when nothing happens with all of them, and each one's absence shows. */
export async function tryWithoutEach(options: KillsOptions, progress: Progress): Promise<number> {
  let failures = 0;
  progress.say(`seed ${options.seed}: ${options.documents} documents, ${options.kills} kills in each run`);
  for (const without of [undefined, ...safeguards]) {
    const { offences, seconds } = await run(options, without, progress);
    const kinds = [...new Set(offences.map(({ kind }) => kind))];
    const isRight = without ? kinds.some((kind) => without.shows.includes(kind)) : offences.length === 0;
    if (!isRight) failures++;
    const name = without ? `without ${without.safeguard}` : 'with all of them';
    progress.say(
      `${isRight ? '✓' : '✗'} ${name.padEnd(36)} ${String(seconds.all).padStart(4)} s  ${String(offences.length).padStart(4)} offences  ${kinds.join(', ')}`,
    );
  }
  return failures === 0 ? 0 : 1;
}
