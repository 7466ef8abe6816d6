import { parseArgs } from 'node:util';
import { machine, printFigures, progress, type Figure } from './figures.ts';
import { leavingNothing } from './leave-nothing.ts';
import { intake } from './pipeline/intake.ts';
import { bornDigitalPage, scannedReceipt } from './pipeline/page-to-event.ts';
import { readersBusy } from './pipeline/readers-busy.ts';
import { scoreUnderBacklog } from './pipeline/score-under-backlog.ts';
import { throughput } from './pipeline/throughput.ts';

/**
 * `npm run bench:pipeline [-- folder] [--only part]`: how fast documents go through docscore on this machine, as a person starts it, and
 * what they cost. The folder (default: the samples) is for `throughput`; the other parts have targets and use the samples. Each part has a
 * system of its own. Exit code 1 when a target is missed; the targets are for 2 idle cores.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true } },
});

const parts: Readonly<Record<string, () => Promise<Figure[]>>> = {
  throughput: () => throughput(positionals[0]),
  intake,
  digital: bornDigitalPage,
  scan: scannedReceipt,
  readers: readersBusy,
  score: scoreUnderBacklog,
};

const unknown = values.only?.filter((name) => !(name in parts)) ?? [];
if (unknown.length > 0 || positionals.length > 1) {
  console.error(`Usage: npm run bench:pipeline [-- folder] [--only ${Object.keys(parts).join('|')}]`);
  process.exit(2);
}

await leavingNothing(async () => {
  console.log(`before: ${machine()}`);
  const figures: Figure[] = [];
  for (const [name, measure] of Object.entries(parts)) {
    if (values.only && !values.only.includes(name)) continue;
    progress(`${name}:`);
    figures.push(...(await measure()));
  }
  printFigures('bench:pipeline', figures);
});
