import { Command } from 'commander';
import type { LabelledRows } from '../../domain/correction-view.ts';
import type { Cli } from '../cli.ts';
import { feedbackClient, type FeedbackClient } from '../connect/feedback-client.ts';
import { moment } from '../screen/format.ts';
import { printableJson } from '../screen/printable.ts';
import { columnWidths, headerLine, tableLine, type Column, type Row } from '../screen/table.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

const examples = `
With --output json one row a line, as \`npm run train -- <model> --corrections FILE\` reads them.

Examples:
  docscore corrections incident-outcome
  docscore corrections review-sentiment --output json > corrections.ndjson`;

export const correctionsCommand = (cli: Cli) =>
  withTalkOptions(new Command('corrections').description('the rows of a model with the labels that people gave'))
    .argument('<model>', 'the model that answered')
    .addHelpText('after', examples)
    .action(async (model: string, options: TalkOptions) => {
      const { system } = await connect(cli, options);
      const rows = await readAll(feedbackClient(system), model);
      if (options.output === 'json') for (const row of rows) cli.out.line(printableJson(row));
      else printTable(cli, model, rows);
    });

type LabelledRow = LabelledRows['corrections'][number];

async function readAll(client: FeedbackClient, model: string): Promise<LabelledRow[]> {
  const rows: LabelledRow[] = [];
  let next: string | undefined;
  do {
    const read = await client.corrections(model, next);
    rows.push(...read.corrections);
    next = read.next;
  } while (next !== undefined);
  return rows;
}

const columns: readonly Column[] = [
  { title: 'when', min: 19, max: 19 },
  { title: 'right', min: 8, max: 24 },
  { title: 'predicted', min: 9, max: 24 },
  { title: 'version', min: 7, max: 12 },
  { title: 'row', min: 20, max: 80, cut: 'end' },
];

function printTable({ out, err }: Cli, model: string, rows: readonly LabelledRow[]): void {
  if (rows.length === 0) {
    err.line(`Nobody has corrected ${model} yet. See \`docscore correct --help\`.`);
    return;
  }
  const cells = rows.map(({ at, label, predicted, modelVersion, row }): Row => [
    { text: moment(at) },
    { text: label, ...(label !== predicted && { style: 'yellow' as const }) },
    { text: predicted },
    { text: modelVersion },
    { text: JSON.stringify(row), style: 'dim' },
  ]);
  const widths = columnWidths(columns, cells, out.size().columns);
  out.line(headerLine(columns, widths, out.paint));
  for (const row of cells) out.line(tableLine(columns, widths, row, out.paint));
}
