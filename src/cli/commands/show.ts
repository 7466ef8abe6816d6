import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { resolveDocument } from '../connect/resolve-document.ts';
import { documentPage } from '../screen/document-page.ts';
import { printableJson } from '../screen/printable.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

const examples = `
Examples:
  docscore show receipt.jpg
  docscore show receipt.jpg --output json`;

export const showCommand = (cli: Cli) =>
  withTalkOptions(new Command('show').description('all about one document: stages, predictions, versions, runs'))
    .argument('<name or id>', 'its exact name, or its document id')
    .addHelpText('after', examples)
    .action(async (nameOrId: string, options: TalkOptions) => {
      const { client } = await connect(cli, options);
      const detail = await resolveDocument(client, nameOrId);
      if (options.output === 'json') cli.out.line(printableJson(detail));
      else for (const line of documentPage(detail, cli.out)) cli.out.line(line);
    });
