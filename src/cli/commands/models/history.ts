import { Command } from 'commander';
import type { Cli } from '../../cli.ts';
import { rolloutClient } from '../../connect/rollout-client.ts';
import { printableJson } from '../../screen/printable.ts';
import { historyLines } from '../../screen/rollout-page.ts';
import { connect, withTalkOptions, type TalkOptions } from '../options.ts';

const examples = `
Examples:
  docscore models history review-sentiment
  docscore models history review-sentiment --output json | jq 'select(.isForced)'`;

export const modelHistoryCommand = (cli: Cli) =>
  withTalkOptions(
    new Command('history').description("who changed a model's rollout, latest first: when, from, to, why"),
  )
    .argument('<model>', 'its name')
    .addHelpText('after', examples)
    .action(async (model: string, options: TalkOptions) => {
      const rollouts = rolloutClient((await connect(cli, options)).system);
      let next: string | undefined;
      do {
        const page = await rollouts.get(model, { limit: 100, next });
        const lines = options.output === 'json' ? page.history.map(printableJson) : historyLines(page.history, model);
        for (const line of lines) cli.out.line(line);
        next = page.next;
      } while (next !== undefined);
    });
