import type { KillsOptions } from './options.ts';
import type { Progress } from './progress.ts';
import { run } from './run.ts';
import { safeguards } from './safeguards.ts';

/** Seeds to try: whether a blow meets the moment that a safeguard is there for is chance, and the more so in a short run. */
const runs = 3;

/** @returns exit code 0 when nothing happens with all of them, and each one's absence shows within a few runs. */
export async function tryWithoutEach(options: KillsOptions, progress: Progress): Promise<number> {
  let failures = 0;
  progress.say(`from seed ${options.seed}: ${options.documents} documents, ${options.kills} kills in each run`);
  for (const without of [undefined, ...safeguards]) if (!(await tryWithout(options, without, progress))) failures++;
  return failures === 0 ? 0 : 1;
}

async function tryWithout(
  options: KillsOptions,
  without: (typeof safeguards)[number] | undefined,
  progress: Progress,
): Promise<boolean> {
  const name = without ? `without ${without.safeguard}` : 'with all of them';
  for (let again = 0; again < (without ? runs : 1); again++) {
    const seed = options.seed + again;
    const { offences, seconds } = await run({ ...options, seed }, without, progress);
    const kinds = [...new Set(offences.map(({ kind }) => kind))];
    const isRight = without ? kinds.some((kind) => without.shows.includes(kind)) : offences.length === 0;
    const figures = `${String(seconds.all).padStart(4)} s  ${String(offences.length).padStart(4)} offences  ${kinds.join(', ')}`;
    progress.say(`${isRight ? '✓' : '✗'} ${name.padEnd(36)} seed ${seed}  ${figures}`);
    if (isRight) return true;
  }
  return false;
}
