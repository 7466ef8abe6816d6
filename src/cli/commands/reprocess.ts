import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { withTalkOptions, type TalkOptions } from './options.ts';
import { orderEach } from './order.ts';

const examples = `
Starts the next run of what is there now; the run before it keeps its result. Exit code 1 when one is still under way.

Examples:
  docscore reprocess receipt.jpg
  docscore reprocess receipt.jpg invoice.pdf --output json`;

export const reprocessCommand = (cli: Cli) =>
  withTalkOptions(new Command('reprocess').description('process documents again, as their next run'))
    .argument('<names or ids...>', 'their exact names, or document ids')
    .addHelpText('after', examples)
    .action((namesOrIds: string[], options: TalkOptions) => orderEach(cli, 'reprocess', namesOrIds, options));
