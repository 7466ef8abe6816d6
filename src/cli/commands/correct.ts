import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import { feedbackClient } from '../connect/feedback-client.ts';
import { resolveDocument } from '../connect/resolve-document.ts';
import { printable, printableJson } from '../screen/printable.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

interface CorrectOptions extends TalkOptions {
  readonly note?: string;
}

const examples = `
What was said before is kept. Training uses it: \`npm run train -- <model> --with-corrections\`. Exit code 1 when the label is none
of the model's, or when somebody else corrects the same at this moment.

Examples:
  docscore correct receipt.jpg document-type invoice
  docscore correct review.txt review-sentiment 0 --note "irony"`;

export const correctCommand = (cli: Cli) =>
  withTalkOptions(new Command('correct').description('say which label of a document is right'))
    .argument('<name or id>', 'its exact name, or its document id')
    .argument('<model>', 'the model that answered')
    .argument('<label>', 'the right label, one of the model')
    .option('--note <note>', 'why, for whoever looks at it')
    .addHelpText('after', examples)
    .action(async (nameOrId: string, model: string, label: string, { note, ...options }: CorrectOptions) => {
      const { system, client } = await connect(cli, options);
      const document = await resolveDocument(client, nameOrId);
      const corrections = feedbackClient(system);
      const before = await corrections.correctionOf(document, model);
      const now = await corrections.correct(document.documentId, { model, label, note }, before);
      if (options.output === 'json') cli.out.line(printableJson(now));
      else cli.out.line(sentence(cli, document.name, now.model, now.label, before?.label ?? now.predicted));
    });

const sentence = ({ out }: Cli, name: string, model: string, label: string, was: string) =>
  `${out.paint('green', '✓')} ${printable(name)}  ${printable(model)}: ${out.paint('bold', printable(label))}  ${out.paint('dim', `was ${printable(was)}`)}`;
