import type { DocumentDetail } from '../../domain/document-view.ts';
import type { Cli } from '../cli.ts';
import type { OperatorClient, Order } from '../connect/operator-client.ts';
import { operatorClient } from '../connect/operator-client.ts';
import { resolveDocument } from '../connect/resolve-document.ts';
import { CliError } from '../exit.ts';
import { lookOf } from '../screen/document-row.ts';
import { printable, printableJson } from '../screen/printable.ts';
import { connect, type TalkOptions } from './options.ts';

/**
 * Does something to each of these documents, one after the other, and says what became of each. One that is refused keeps
 * nobody from its turn; the exit code then is 1.
 *
 * @param isMeant Asked before anything is done.
 */
export async function orderEach(
  cli: Cli,
  order: Order,
  namesOrIds: readonly string[],
  options: TalkOptions,
  isMeant: (documents: readonly DocumentDetail[]) => Promise<boolean> = () => Promise.resolve(true),
): Promise<void> {
  const { system, client } = await connect(cli, options);
  const documents: DocumentDetail[] = [];
  for (const nameOrId of new Set(namesOrIds))
    await orFail(cli, async () => void documents.push(await resolveDocument(client, nameOrId)));
  if (documents.length === 0 || !(await isMeant(documents))) return;
  const operators = operatorClient(system);
  const json = options.output === 'json';
  for (const document of documents) await orFail(cli, () => orderOne(cli, operators, order, document, json));
}

async function orderOne(
  { out }: Cli,
  operators: OperatorClient,
  order: Order,
  document: DocumentDetail,
  json: boolean,
) {
  const { documentId, version, run, name, state } = document;
  const done = (await operators.order(order, documentId)) ?? { documentId, version, run, name, state };
  const { symbol, style } = lookOf(done.state);
  out.line(
    json
      ? printableJson(done)
      : `${out.paint(style, `${symbol} ${done.state}`)}  ${printable(done.name)}  ${out.paint('dim', `run ${done.run}`)}`,
  );
}

async function orFail({ err }: Cli, act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== 1) throw error;
    err.line(`${err.paint('red', '✗')} ${printable(error.message)}`);
    if (error.next !== undefined) err.line(`  ${printable(error.next)}`);
    process.exitCode = 1;
  }
}
