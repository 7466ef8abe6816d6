import { Command } from 'commander';
import type { Cli } from '../../cli.ts';
import { modelsClient } from '../../connect/models-client.ts';
import { modelPage } from '../../screen/model-page.ts';
import { printableJson } from '../../screen/printable.ts';
import { connect, withTalkOptions, type TalkOptions } from '../options.ts';

const examples = `
Examples:
  docscore models show review-sentiment
  docscore models show review-sentiment 1.1.0
  docscore models show review-sentiment latest
  docscore models show review-sentiment best:accuracy --output json`;

export const showModelCommand = (cli: Cli) =>
  withTalkOptions(
    new Command('show').description('all about one model version: signature, metrics, lineage, digests, slots'),
  )
    .argument('<model>', 'its name')
    .argument('[version]', 'such as 1.2.0, latest, or best:<metric> (default: the one that serves)')
    .addHelpText('after', examples)
    .action(async (model: string, wanted: string | undefined, options: TalkOptions) => {
      const detail = await modelsClient((await connect(cli, options)).system).show(model, wanted);
      if (options.output === 'json') cli.out.line(printableJson(detail));
      else for (const line of modelPage(detail, cli.out)) cli.out.line(line);
    });
