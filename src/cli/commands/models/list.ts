import { Command } from 'commander';
import type { ModelSummary } from '../../../domain/model-view.ts';
import type { Cli } from '../../cli.ts';
import { modelsClient } from '../../connect/models-client.ts';
import { modelColumns, modelRow } from '../../screen/model-row.ts';
import { printableJson } from '../../screen/printable.ts';
import { columnWidths, headerLine, tableLine } from '../../screen/table.ts';
import { connect, withTalkOptions, type TalkOptions } from '../options.ts';

const examples = `
Examples:
  docscore models list
  docscore models list --output json | jq .slots.green.modelVersion`;

export const listModelsCommand = (cli: Cli) =>
  withTalkOptions(
    new Command('list').description('models, what is in their slots, and the versions that are registered'),
  )
    .addHelpText('after', examples)
    .action(async (options: TalkOptions) => {
      const { system } = await connect(cli, options);
      const { models } = await modelsClient(system).list();
      if (options.output === 'json') for (const model of models) cli.out.line(printableJson(model));
      else printTable(cli, models);
    });

function printTable({ out, err }: Cli, models: readonly ModelSummary[]): void {
  if (models.length === 0) {
    err.line('No models. Register one with `docscore models register <folder>`.');
    return;
  }
  const rows = models.map(modelRow);
  const widths = columnWidths(modelColumns, rows, out.size().columns);
  out.line(headerLine(modelColumns, widths, out.paint));
  for (const row of rows) out.line(tableLine(modelColumns, widths, row, out.paint));
}
