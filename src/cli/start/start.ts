import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalCloud } from '../../local/cloud/local-cloud.ts';
import { removeRunning } from '../../local/cloud/running.ts';
import type { Cli } from '../cli.ts';
import type { StartOptions } from './start-options.ts';
import { collectDocuments } from '../feed/collect-documents.ts';
import { duration } from '../screen/format.ts';
import type { Screen } from '../screen/screen.ts';
import { addresses } from './addresses.ts';
import { feedAndShow } from './feed-and-show.ts';
import { readSettings } from './settings.ts';
import { showArrivals } from './show-arrivals.ts';
import { forgetEverything, startCloud } from './start-cloud.ts';
import { tellerOf, type Teller } from './teller.ts';
import { exitCodeOf, toldToEnd, untilTold } from './told-to-end.ts';

/** Three seconds, less what the process itself takes to go. */
const stopWithinMs = 2300;

/**
 * `docscore start`: the whole cloud in this process, until a signal ends it or, with `once`, until all documents have ended.
 * Ends the process with the exit code.
 *
 * @throws CliError 2 before anything was started: a missing path, a bad setting, another start in this folder.
 */
export async function start(cli: Cli, paths: readonly string[], options: StartOptions): Promise<never> {
  const begun = performance.now();
  const { out, home, cwd, env } = cli;
  const ending = toldToEnd();
  const { documents, skipped } = await collectDocuments(
    paths.length === 0 ? [join(home, 'seed', 'documents')] : paths,
    cwd,
  );
  const settings = await readSettings(home, env);
  const dir = join(cli.stateHome, '.docscore');
  if (options.fresh) await forgetEverything(dir);
  const teller = tellerOf(out, join(dir, 'logs', 'functions.log'), options.verbose === true);

  out.line(out.paint('bold', 'docscore starts'));
  const cloud = await upOrExit(startCloud(cli, { dir, settings, options, teller }), ending);
  out.line(out.paint('dim', `  ready at ${cloud.url} after ${duration(performance.now() - begun)}`));
  if (skipped > 0)
    out.line(out.paint('dim', `  skipped: ${skipped.toLocaleString('en')} (dot-files, and what is no file)`));
  out.line();

  const work = async () => {
    const isFine = await feedAndShow(cli, { cloud, documents, teller, ending });
    if (options.once) return isFine ? 0 : 1;
    await stayUp(out, { cloud, teller, ending });
    return 0;
  };
  // What services say of each other while they go is no news.
  ending.addEventListener('abort', () => teller.through(() => undefined));
  try {
    const code = await Promise.race([work(), untilTold(ending)]);
    await stop(cloud, dir);
    process.exit(options.once ? code : 0);
  } catch (error) {
    await stop(cloud, dir);
    throw error;
  }
}

/** Who is told to end while all is still coming up leaves at once: nothing was promised to anybody yet. */
async function upOrExit(starting: Promise<LocalCloud>, ending: AbortSignal): Promise<LocalCloud> {
  const abandon = () => process.exit(exitCodeOf(ending));
  if (ending.aborted) abandon();
  ending.addEventListener('abort', abandon);
  const cloud = await starting;
  ending.removeEventListener('abort', abandon);
  return cloud;
}

interface Up {
  readonly cloud: LocalCloud;
  readonly teller: Teller;
  readonly ending: AbortSignal;
}

async function stayUp(out: Screen, { cloud, teller, ending }: Up): Promise<void> {
  if (ending.aborted) return;
  const lines = [...addresses(cloud, teller.logPath, out.paint), '', out.paint('dim', 'Ctrl-C ends it.')];
  for (const line of ['', ...lines, '']) out.line(line);
  await showArrivals(out, cloud, ending);
}

/** What was acknowledged is kept anyhow, so a service that takes too long is left behind. */
async function stop(cloud: LocalCloud, dir: string): Promise<void> {
  await Promise.race([cloud.stop(), delay(stopWithinMs)]);
  await removeRunning(dir);
}
