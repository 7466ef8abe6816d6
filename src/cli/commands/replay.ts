import { Command, Option } from 'commander';
import type { ReplayReport } from '../../domain/operator-view.ts';
import type { Cli } from '../cli.ts';
import { operatorClient } from '../connect/operator-client.ts';
import { usageError } from '../exit.ts';
import { plural } from '../screen/format.ts';
import { liveRegion } from '../screen/live-region.ts';
import { printableJson } from '../screen/printable.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';
import { orderEach } from './order.ts';

interface ReplayOptions extends TalkOptions {
  readonly cause?: string;
  readonly all?: boolean;
}

const examples = `
Dead documents go on where they stopped, as the same run with the same keys; attempts start anew.
\`docscore dead\` names the causes. Exit code 1 when a document that you name is not dead.

Examples:
  docscore replay receipt.jpg
  docscore replay --cause 3f2a90b1c4d5
  docscore replay --all`;

export const replayCommand = (cli: Cli) =>
  withTalkOptions(new Command('replay').description('let dead documents go on'))
    .argument('[names or ids...]', 'their exact names, or document ids')
    .option('--cause <cause>', 'all that died of this')
    .addOption(new Option('--all', 'all that are dead').conflicts('cause'))
    .addHelpText('after', examples)
    .action(async (namesOrIds: string[], options: ReplayOptions) => {
      const { cause, all } = options;
      const isMany = cause !== undefined || all === true;
      if (isMany === namesOrIds.length > 0)
        throw usageError(
          'Name documents, or a cause with --cause, or say --all',
          '`docscore dead` shows what there is.',
        );
      if (isMany) await replayMany(cli, options);
      else await orderEach(cli, 'replay', namesOrIds, options);
    });

/** The server replays some hundreds with each call; those that die again meanwhile are not replayed again. */
async function replayMany(cli: Cli, options: ReplayOptions): Promise<void> {
  const operators = operatorClient((await connect(cli, options)).system);
  const what = options.cause === undefined ? { all: true as const } : { cause: options.cause };
  const progress = cli.err.isTerminal ? liveRegion(cli.err) : undefined;
  let total: ReplayReport | undefined;
  try {
    do {
      const part: ReplayReport = await operators.replay({ ...what, before: total?.before });
      total = { ...part, ...sumOf(part, total) };
      progress?.draw([sentence(total)]);
    } while (total.more);
  } finally {
    progress?.close();
  }
  if (options.output === 'json') cli.out.line(printableJson(total));
  else cli.out.line(sentence(total));
}

const sumOf = (part: ReplayReport, total: ReplayReport | undefined) => ({
  replayed: part.replayed + (total?.replayed ?? 0),
  skipped: part.skipped + (total?.skipped ?? 0),
});

const sentence = ({ replayed, skipped }: ReplayReport) =>
  `${plural(replayed, 'document')} replayed${skipped > 0 ? `, ${String(skipped)} no longer dead` : ''}`;
