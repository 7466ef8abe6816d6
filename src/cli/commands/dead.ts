import { Command } from 'commander';
import type { DocumentSummary } from '../../domain/document-view.ts';
import type { DeadCauses } from '../../domain/operator-view.ts';
import type { Cli } from '../cli.ts';
import { operatorClient, type OperatorClient } from '../connect/operator-client.ts';
import { deadColumns, deadRow } from '../screen/dead-row.ts';
import { plural } from '../screen/format.ts';
import { printable, printableJson } from '../screen/printable.ts';
import { summaryLines } from '../screen/summary-lines.ts';
import { columnWidths, headerLine, tableLine } from '../screen/table.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

interface DeadOptions extends TalkOptions {
  readonly cause?: string;
}

const examples = `
Documents that docscore gave up, by what they died of. \`replay\` makes them go on once that is mended.

Examples:
  docscore dead
  docscore dead --cause 3f2a90b1c4d5
  docscore dead --output json | jq '.causes[].count'`;

export const deadCommand = (cli: Cli) =>
  withTalkOptions(new Command('dead').description('documents that were given up, by cause'))
    .option('--cause <cause>', 'the documents of one cause')
    .addHelpText('after', examples)
    .action(async (options: DeadOptions) => {
      const operators = operatorClient((await connect(cli, options)).system);
      const json = options.output === 'json';
      if (options.cause !== undefined) await listOf(cli, operators, options.cause, json);
      else if (json) cli.out.line(printableJson(await operators.dead()));
      else printCauses(cli, await operators.dead());
    });

async function listOf({ out }: Cli, operators: OperatorClient, cause: string, json: boolean): Promise<void> {
  const { header, lineOf } = summaryLines(out);
  const show = (document: DocumentSummary) => out.line(json ? printableJson(document) : lineOf(document));
  if (!json) out.line(header);
  let next: string | undefined;
  do {
    const page = await operators.deadOf(cause, next);
    page.documents.forEach(show);
    next = page.next;
  } while (next !== undefined);
}

function printCauses({ out, err }: Cli, { causes, total, isAll }: DeadCauses): void {
  if (total === 0) {
    err.line('No document is dead.');
    return;
  }
  const rows = causes.map(deadRow);
  const widths = columnWidths(deadColumns, rows, out.size().columns);
  out.line(headerLine(deadColumns, widths, out.paint));
  for (const [index, row] of rows.entries()) {
    out.line(tableLine(deadColumns, widths, row, out.paint));
    const names = causes[index]?.sample.map(({ name }) => printable(name)).join(', ');
    out.line(out.paint('dim', `  ${names ?? ''}`));
  }
  err.line(err.paint('dim', `${plural(total, 'document')}${isAll ? '' : ' and more'}. \`docscore replay --cause …\``));
}
