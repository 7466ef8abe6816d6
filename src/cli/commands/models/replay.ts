import { Command, InvalidArgumentError } from 'commander';
import type { ModelReplay, ReplayedChange } from '../../../domain/replay-view.ts';
import type { Cli } from '../../cli.ts';
import { rolloutClient } from '../../connect/rollout-client.ts';
import { percent, plural } from '../../screen/format.ts';
import { liveRegion } from '../../screen/live-region.ts';
import { printable, printableJson } from '../../screen/printable.ts';
import { columnWidths, headerLine, tableLine, type Column } from '../../screen/table.ts';
import { connect, withTalkOptions, type TalkOptions } from '../options.ts';

interface ReplayOptions extends TalkOptions {
  readonly since?: string;
}

const examples = `
Sends the stored features of scored documents through a version, without any OCR, and prints what would change. Changes nothing.

Examples:
  docscore models replay review-sentiment 1.1.0
  docscore models replay review-sentiment 1.1.0 --since 2026-11-01
  docscore models replay review-sentiment 1.1.0 --output json | jq .after.label`;

export const replayModelCommand = (cli: Cli) =>
  withTalkOptions(new Command('replay').description('what a version would say of documents that are scored'))
    .argument('<model>', 'its name')
    .argument('<version>', 'such as 1.1.0')
    .option('--since <time>', 'only documents that changed then or later: 2026-11-01, or with a time', isoTime)
    .addHelpText('after', examples)
    .action(async (model: string, modelVersion: string, options: ReplayOptions) => {
      const rollouts = rolloutClient((await connect(cli, options)).system);
      const progress = cli.err.isTerminal ? liveRegion(cli.err) : undefined;
      const total = { scored: 0, skipped: 0, changed: [] as ReplayedChange[] };
      let next: string | undefined;
      try {
        do {
          const page: ModelReplay = await rollouts.replay(model, { modelVersion, since: options.since, next });
          total.scored += page.scored;
          total.skipped += page.skipped;
          total.changed.push(...page.changed);
          if (options.output === 'json') for (const change of page.changed) cli.out.line(printableJson(change));
          progress?.draw([sentence(total)]);
          next = page.next;
        } while (next !== undefined);
      } finally {
        progress?.close();
      }
      if (options.output === 'table') printChanges(cli, total.changed);
      cli.err.line(sentence(total));
    });

const columns: Column[] = [
  { title: 'DOCUMENT', min: 12, max: 40 },
  { title: 'NOW', min: 6, max: 20 },
  { title: '', align: 'right', min: 7, max: 7 },
  { title: 'THEN', min: 6, max: 20 },
  { title: '', align: 'right', min: 7, max: 7 },
];

/** Documents that are listed by name; the counts tell of all. */
const most = 40;

function printChanges({ out }: Cli, changed: readonly ReplayedChange[]): void {
  if (changed.length === 0) return;
  const rows = changed.slice(0, most).map(({ name, before, after }) =>
    [name, before?.label ?? '', percent(before?.confidence), after.label, percent(after.confidence)].map((text) => ({
      text: printable(text),
    })),
  );
  const widths = columnWidths(columns, rows, out.size().columns);
  out.line(headerLine(columns, widths, out.paint));
  for (const row of rows) out.line(tableLine(columns, widths, row, out.paint));
  if (changed.length > most) out.line(`… and ${plural(changed.length - most, 'document')}`);
  out.line();
  for (const [kind, count] of countsOf(changed)) out.line(`  ${kind}  ${count.toLocaleString('en')}`);
}

/** `0 → 1` and how often, the most frequent first. */
function countsOf(changed: readonly ReplayedChange[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { before, after } of changed) {
    const kind = printable(`${before?.label ?? 'not read'} → ${after.label}`);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

const sentence = ({ scored, skipped, changed }: { scored: number; skipped: number; changed: readonly unknown[] }) =>
  `${plural(scored, 'document')} scored again, ${String(changed.length)} would change` +
  (skipped > 0 ? `; ${String(skipped)} without stored features left out` : '');

function isoTime(text: string): string {
  const time = new Date(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('It must be a day or a time: 2026-11-01, 2026-11-01T12:00:00Z.');
  return time.toISOString();
}
