import { Command } from 'commander';
import type { DocumentDetail } from '../../domain/document-view.ts';
import type { Cli } from '../cli.ts';
import type { Client } from '../connect/client.ts';
import { resolveDocument } from '../connect/resolve-document.ts';
import { changes } from '../follow/changes.ts';
import { follow } from '../follow/follow.ts';
import { outcomeOf } from '../follow/outcome.ts';
import { isOver } from '../follow/tracked.ts';
import { waker } from '../follow/waker.ts';
import { boardView } from '../screen/board-view.ts';
import { jsonView } from '../screen/json-view.ts';
import { printableJson } from '../screen/printable.ts';
import type { Screen } from '../screen/screen.ts';
import { summaryLines } from '../screen/summary-lines.ts';
import { connect, withTalkOptions, type TalkOptions } from './options.ts';

const examples = `
With a document: until it has ended; exit code 1 when it was not scored. Without: every change, until Ctrl-C.

Examples:
  docscore watch receipt.jpg
  docscore watch --output json | jq -c '[.name, .state]'`;

const lookEveryMs = 500;

export const watchCommand = (cli: Cli) =>
  withTalkOptions(new Command('watch').description('follow documents on their way'))
    .argument('[name or id]', 'one document; all when left out')
    .addHelpText('after', examples)
    .action(async (nameOrId: string | undefined, options: TalkOptions) => {
      const { client } = await connect(cli, options);
      const json = options.output === 'json';
      if (nameOrId === undefined) await watchAll(client, cli.out, json);
      else await watchOne(cli, client, await resolveDocument(client, nameOrId), json);
    });

async function watchOne(cli: Cli, client: Client, detail: DocumentDetail, json: boolean): Promise<void> {
  const { documentId, name, version, updatedAt } = detail;
  const storedAt = new Date(detail.runs.at(0)?.createdAt ?? updatedAt).getTime();
  const board = new Map([[documentId, { documentId, name, version, kept: false, storedAt, summary: detail }]]);
  const view = json ? jsonView(cli.out) : boardView(cli.out, Date.now);
  const update = () => view.update([...board.values()]);
  update();
  try {
    await follow({
      client,
      board,
      wake: waker({ minGapMs: 0, quietMs: lookEveryMs }).wake,
      onLook: update,
      isDone: () => [...board.values()].every(isOver),
      since: new Date(),
    });
  } finally {
    view.close();
  }
  if (outcomeOf([...board.values()]).scored === 0) process.exitCode = 1;
}

async function watchAll(client: Client, out: Screen, json: boolean): Promise<void> {
  const { header, lineOf } = summaryLines(out);
  const { wake } = waker({ minGapMs: 0, quietMs: lookEveryMs });
  const wakeForever = async () => {
    await wake();
    return true;
  };
  if (!json) out.line(header);
  for await (const summary of changes(client, wakeForever)) out.line(json ? printableJson(summary) : lineOf(summary));
}
