import { Command, Option } from 'commander';
import type { Cli } from '../cli.ts';
import { feedbackClient } from '../connect/feedback-client.ts';
import { usageError } from '../exit.ts';
import { printable, printableJson } from '../screen/printable.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

interface FeedbackOptions extends TalkOptions {
  readonly correct?: true;
  readonly label?: string;
  readonly note?: string;
}

const examples = `
A prediction id is what a recorded prediction (\`?record=true\`) and the hub's answers name: request:<request id>:<index>, or
document:<document id>:<version>:<run>:<model>.

Examples:
  docscore feedback request:order-17:0 --correct
  docscore feedback request:order-17:1 --label resolved`;

export const feedbackCommand = (cli: Cli) =>
  withTalkOptions(new Command('feedback').description('say whether a prediction was right'))
    .argument('<prediction id>', 'as the answer named it')
    .option('--correct', 'it was')
    .addOption(new Option('--label <label>', 'this would have been').conflicts('correct'))
    .option('--note <note>', 'why, for whoever looks at it')
    .addHelpText('after', examples)
    .action(async (predictionId: string, { correct, label, note, ...options }: FeedbackOptions) => {
      if (correct === undefined && label === undefined)
        throw usageError('Say --correct, or name the right label with --label');
      const { system } = await connect(cli, options);
      const said = await feedbackClient(system).feedback({ predictionId, correct, label, note });
      const { out } = cli;
      const was = said.label === said.predicted ? 'as predicted' : `not ${printable(said.predicted)}`;
      if (options.output === 'json') out.line(printableJson(said));
      else
        out.line(
          `${out.paint('green', '✓')} ${printable(said.model)}: ${out.paint('bold', printable(said.label))}  ${out.paint('dim', was)}`,
        );
    });
