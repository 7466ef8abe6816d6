import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { usageError } from '../exit.ts';
import { confirm } from '../screen/confirm.ts';
import { plural } from '../screen/format.ts';
import { printable } from '../screen/printable.ts';
import { withTalkOptions, type TalkOptions } from './options.ts';
import { orderEach } from './order.ts';

interface DeleteOptions extends TalkOptions {
  readonly yes?: boolean;
}

const examples = `
The upload goes and the document is deleted at once; its results, texts and pictures are erased within 24 hours.
Asks first; without a terminal it wants --yes.

Examples:
  docscore delete receipt.jpg
  docscore delete receipt.jpg invoice.pdf --yes`;

export const deleteCommand = (cli: Cli) =>
  withTalkOptions(new Command('delete').description('delete documents, with all that is known of them'))
    .argument('<names or ids...>', 'their exact names, or document ids')
    .option('-y, --yes', 'do not ask')
    .addHelpText('after', examples)
    .action(async (namesOrIds: string[], options: DeleteOptions) => {
      const canAsk = cli.input.isTTY && cli.err.isTerminal;
      if (!options.yes && !canAsk) throw usageError('There is nobody to ask here', 'Say --yes if you mean it.');
      await orderEach(cli, 'delete', namesOrIds, options, (documents) => {
        if (options.yes) return Promise.resolve(true);
        for (const { name } of documents) cli.err.line(`  ${printable(name)}`);
        return confirm(cli, `Delete ${plural(documents.length, 'document')}? This cannot be undone.`);
      });
    });
