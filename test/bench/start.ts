import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleLoads } from './bundle-load.ts';
import { atMost, machine, printFigures, progress, type Figure } from './figures.ts';
import { forgetLater, leavingNothing } from './leave-nothing.ts';
import { startWithSamples } from './sample-start.ts';

/**
 * `npm run bench:start`: how long a person waits. Starts docscore with its samples for the first time, for a second time in the same
 * folder, and once more in a new folder on a machine that knows docscore; then loads the deployed package. Exit code 1 when a target is
 * missed.
 * The file system's cache is as it is: nobody but root can empty it.
 */
const targets = { readySeconds: 8, endedSeconds: 45, bundleSeconds: 0.5 };

const starts = [
  { title: 'first start, nothing compiled', home: 'first' },
  { title: 'second start, samples kept', home: 'first' },
  { title: 'new folder, code compiled before', home: 'new' },
];

await leavingNothing(async () => {
  const root = await mkdtemp(join(tmpdir(), 'docscore-bench-'));
  forgetLater(root);
  console.log(`before: ${machine()}`);
  const figures: Figure[] = [];
  for (const { title, home } of starts) {
    progress(title);
    const folder = join(root, home);
    await mkdir(folder, { recursive: true });
    const { readyMs, endedMs, outcome } = await startWithSamples(folder, join(root, 'compile-cache'));
    progress(outcome);
    figures.push(
      atMost(`${title}: spawn → ready`, readyMs / 1000, targets.readySeconds, 's'),
      atMost(`${title}: spawn → last sample ended`, endedMs / 1000, targets.endedSeconds, 's'),
    );
  }
  progress('the package that is deployed');
  const loads = await bundleLoads(join(root, 'dist'), 5);
  const median = (loads[2] ?? NaN) / 1000;
  figures.push(atMost('cold load of the package, median of 5', median, targets.bundleSeconds, 's'));
  printFigures('bench:start', figures);
});
