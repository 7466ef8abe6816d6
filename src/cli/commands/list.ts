import { Command, Option } from 'commander';
import type { DocumentSummary } from '../../domain/document-view.ts';
import { JobState } from '../../domain/job.ts';
import type { Cli } from '../cli.ts';
import type { Client, ListFilter } from '../connect/client.ts';
import { documentColumns, documentRow } from '../screen/document-row.ts';
import { printableJson } from '../screen/printable.ts';
import { columnWidths, headerLine, tableLine } from '../screen/table.ts';
import { connect, positiveInteger, withTalkOptions, type TalkOptions } from './options.ts';

interface ListOptions extends TalkOptions {
  readonly state?: string;
  readonly name?: string;
  readonly limit: number;
}

const examples = `
Examples:
  docscore list
  docscore list --state rejected
  docscore list --name receipt --limit 5 --output json`;

export const listCommand = (cli: Cli) =>
  withTalkOptions(new Command('list').description('what is there, latest change first'))
    .addOption(new Option('--state <state>', 'only documents in this state').choices(JobState.options))
    .option('--name <name>', 'only documents whose name begins so')
    .option('--limit <n>', 'how many at most', positiveInteger, 50)
    .addHelpText('after', examples)
    .action(async (options: ListOptions) => {
      const { client } = await connect(cli, options);
      const { documents, isAll } = await readUpTo(options.limit, client, options);
      if (options.output === 'json') for (const document of documents) cli.out.line(printableJson(document));
      else printTable(cli, documents, isAll);
    });

const largestPage = 100;

async function readUpTo(limit: number, client: Client, { state, name }: ListFilter) {
  const documents: DocumentSummary[] = [];
  let next: string | undefined;
  do {
    const page = await client.list({ state, name, limit: Math.min(limit - documents.length, largestPage), next });
    documents.push(...page.documents);
    next = page.next;
  } while (next !== undefined && documents.length < limit);
  return { documents: documents.slice(0, limit), isAll: next === undefined };
}

function printTable({ out, err }: Cli, documents: readonly DocumentSummary[], isAll: boolean): void {
  if (documents.length === 0) {
    err.line('No documents. Upload one with `docscore upload <file>`.');
    return;
  }
  const rows = documents.map((summary) => documentRow({ ...summary, summary, kept: false }));
  const widths = columnWidths(documentColumns, rows, out.size().columns);
  out.line(headerLine(documentColumns, widths, out.paint));
  for (const row of rows) out.line(tableLine(documentColumns, widths, row, out.paint));
  if (!isAll) err.line(err.paint('dim', `There are more: --limit shows them.`));
}
