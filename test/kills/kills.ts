import { createProgress } from './progress.ts';
import { readOptions, usage, type KillsOptions } from './options.ts';
import { report } from './report.ts';
import { run, running } from './run.ts';
import { safeguards } from './safeguards.ts';
import { tryWithoutEach } from './try-without-each.ts';

/**
 * `npm run kills`: uploads documents while everything gets killed, and counts what was lost or came twice.
 * `--without <safeguard>` takes one away first: then it must find something. `--safeguards` does that with each.
 */
const options = optionsOrExit();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    void Promise.all([...running].map((system) => system.end())).then(() => process.exit(130));
  });
process.exitCode = await main(options);

async function main({ seed, safeguards: all, without: name }: KillsOptions): Promise<number> {
  const progress = createProgress();
  if (all) return await tryWithoutEach(options, progress);
  const without = safeguards.find(({ safeguard }) => safeguard === name);
  progress.say(
    `seed ${seed}: ${options.documents} documents, ${options.kills} kills${without ? `, without ${without.safeguard}` : ''}`,
  );
  const outcome = await run(options, without, progress);
  for (const line of report(outcome, options)) progress.say(line);
  return outcome.offences.length === 0 ? 0 : 1;
}

function optionsOrExit(): KillsOptions {
  try {
    const read = readOptions(process.argv.slice(2));
    if (read.without !== undefined && !safeguards.some(({ safeguard }) => safeguard === read.without))
      throw new Error(
        `No safeguard '${read.without}'. There is: ${safeguards.map(({ safeguard }) => safeguard).join(', ')}`,
      );
    return read;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exit(2);
  }
}
