import { Command } from 'commander';
import type { Cli } from '../cli.ts';
import type { Client } from '../connect/client.ts';
import type { System } from '../connect/find-system.ts';
import { putDocument } from '../connect/put-document.ts';
import { CliError, usageError } from '../exit.ts';
import { collectDocuments } from '../feed/collect-documents.ts';
import type { FoundDocument } from '../feed/found-document.ts';
import { eachOf } from '../feed/each-of.ts';
import { boardOf, note, type Board } from '../follow/board.ts';
import { follow } from '../follow/follow.ts';
import { outcomeOf } from '../follow/outcome.ts';
import { isOver } from '../follow/tracked.ts';
import { waker } from '../follow/waker.ts';
import { boardView } from '../screen/board-view.ts';
import { bytes } from '../screen/format.ts';
import { jsonView } from '../screen/json-view.ts';
import { printable, printableJson } from '../screen/printable.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

interface UploadOptions extends TalkOptions {
  readonly name?: string;
  readonly wait: boolean;
}

const examples = `
Waits for the answers. Exit code 1 when a document is rejected or dead, or could not be uploaded.

Examples:
  docscore upload receipt.jpg
  docscore upload scans/ --no-wait
  docscore upload receipt.jpg --name 2026/november/receipt.jpg --output json | jq .answer
  DOCSCORE_KEY=… docscore upload receipt.jpg --url https://<app>.azurewebsites.net`;

export const uploadCommand = (cli: Cli) =>
  withTalkOptions(new Command('upload').description('upload documents and wait for their answers'))
    .argument('<files...>', 'files, or folders with all that is in them')
    .option('--name <name>', 'what to call it, with folders if you like (one file only)')
    .option('--no-wait', 'only upload')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: UploadOptions) => {
      const documents = renamed((await collectDocuments(paths, cli.cwd)).documents, options.name);
      const { system, client } = await connect(cli, options);
      await (options.wait ? uploadAndWait : uploadOnly)(cli, {
        documents,
        system,
        client,
        json: options.output === 'json',
      });
    });

interface Upload {
  readonly documents: readonly FoundDocument[];
  readonly system: System;
  readonly client: Client;
  readonly json: boolean;
}

const uploadsAtOnce = 3;
const lookEveryMs = 300;

async function uploadOnly({ out, err }: Cli, { documents, system, json }: Upload): Promise<void> {
  await eachOf(documents, uploadsAtOnce, async (document) => {
    try {
      const receipt = await putDocument(system, document, () => undefined);
      out.line(
        json
          ? printableJson(receipt)
          : `${printable(receipt.name)}  ${receipt.documentId}  ${bytes(receipt.sizeBytes)}`,
      );
    } catch (error) {
      if (!(error instanceof CliError) || error.exitCode !== 1) throw error;
      err.line(`${err.paint('red', '✗')} ${printable(error.message)}`);
      process.exitCode = 1;
    }
  });
}

async function uploadAndWait(cli: Cli, { documents, system, client, json }: Upload): Promise<void> {
  const board = boardOf(documents);
  const view = json ? jsonView(cli.out) : boardView(cli.out, Date.now);
  const tracked = () => [...board.values()];
  let stopped = false;
  const following = follow({
    client,
    board,
    wake: waker({ minGapMs: 0, quietMs: lookEveryMs }).wake,
    onLook: () => view.update(tracked()),
    isDone: () => stopped || tracked().every(isOver),
    since: new Date(),
  });
  try {
    await Promise.all([following, eachOf(documents, uploadsAtOnce, (document) => uploadInto(board, system, document))]);
    view.update(tracked());
  } finally {
    stopped = true;
    view.close();
  }
  const { scored, kept } = outcomeOf(tracked());
  if (scored + kept < documents.length) process.exitCode = 1;
}

async function uploadInto(board: Board, system: System, document: FoundDocument): Promise<void> {
  const { name } = document;
  try {
    const { version } = await putDocument(system, document, (sent, total) =>
      note(board, name, { sent: total === 0 ? 1 : sent / total }),
    );
    note(board, name, { version, storedAt: Date.now() });
  } catch (error) {
    if (!(error instanceof CliError) || error.exitCode !== 1) throw error;
    note(board, name, { failure: error.next === undefined ? error.message : `${error.message}. ${error.next}` });
  }
}

function renamed(documents: readonly FoundDocument[], name: string | undefined): readonly FoundDocument[] {
  const [only] = documents;
  if (name === undefined) return documents;
  if (!only || documents.length > 1)
    throw usageError(`--name is for one file, and there are ${String(documents.length)}`);
  return [{ ...only, name }];
}
