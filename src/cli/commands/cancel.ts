import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withTalkOptions, type TalkOptions } from './options.ts';
import { orderEach } from './order.ts';

const examples = `
The document stays; \`reprocess\` starts its next run. Exit code 1 when there is no run to cancel.

Examples:
  docscore cancel large-scan.pdf`;

export const cancelCommand = (cli: Cli) =>
  withTalkOptions(new Command('cancel').description('end the runs of documents that are under way'))
    .argument('<names or ids...>', 'their exact names, or document ids')
    .addHelpText('after', examples)
    .action((namesOrIds: string[], options: TalkOptions) => orderEach(cli, 'cancel', namesOrIds, options));
