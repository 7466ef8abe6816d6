import { Command } from 'commander';
import type { Cli } from '../../cli.ts';
import { rolloutClient } from '../../connect/rollout-client.ts';
import { printableJson } from '../../screen/printable.ts';
import { comparisonPage, slotsLine } from '../../screen/rollout-page.ts';
import { connect, withTalkOptions, type TalkOptions } from '../options.ts';

const examples = `
The candidate beside what serves, on the same documents and requests, and what the rule says: accept, keep, or not enough data.
Look as often as you like: the rule allows for it (docs/rollout.md).

Examples:
  docscore models compare review-sentiment
  docscore models compare review-sentiment --output json | jq .comparison.decision`;

export const compareModelsCommand = (cli: Cli) =>
  withTalkOptions(new Command('compare').description('the candidate beside what serves, and what the rule says'))
    .argument('<model>', 'its name')
    .addHelpText('after', examples)
    .action(async (model: string, options: TalkOptions) => {
      const rollout = await rolloutClient((await connect(cli, options)).system).get(model, { limit: 1 });
      if (options.output === 'json') {
        cli.out.line(printableJson(rollout));
        return;
      }
      cli.out.line(slotsLine(rollout));
      if (!rollout.comparison)
        cli.err.line(`There is no candidate. \`docscore models shadow ${model} <version>\` starts one.`);
      else for (const line of comparisonPage(rollout.comparison, cli.out)) cli.out.line(line);
    });
