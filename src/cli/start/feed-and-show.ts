import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { LocalCloud } from '../../local/cloud/local-cloud.ts';
import type { Cli } from '../cli.ts';
import { httpClient, type Client } from '../connect/client.ts';
import { tokenSource } from '../connect/tokens.ts';
import type { FoundDocument } from '../feed/found-document.ts';
import { eachOf } from '../feed/each-of.ts';
import { storeDocument } from '../feed/store-document.ts';
import { boardOf, note, type Board } from '../follow/board.ts';
import { ask, follow } from '../follow/follow.ts';
import { outcomeOf, outcomeText } from '../follow/outcome.ts';
import { isOver, type Tracked } from '../follow/tracked.ts';
import { waker } from '../follow/waker.ts';
import { boardView } from '../screen/board-view.ts';
import { duration } from '../screen/format.ts';
import { printable } from '../screen/printable.ts';
import type { Screen } from '../screen/screen.ts';
import type { Teller } from './teller.ts';
import { mismatchOf } from './verdict.ts';

interface Feeding {
  readonly cloud: LocalCloud;
  readonly documents: readonly FoundDocument[];
  readonly teller: Teller;
  readonly ending: AbortSignal;
}

const uploadsAtOnce = 4;
/** How often the table can learn something, and when documents without news are asked for. */
const pace = { minGapMs: 100, quietMs: 2000 };

/**
 * Stores documents as any tool would, shows each on its way, and says how it all ended.
 *
 * @returns Whether all is well: nothing dead, everything stored, every answer that is known beforehand right.
 */
export async function feedAndShow({ out }: Cli, { cloud, documents, teller, ending }: Feeding): Promise<boolean> {
  const begun = performance.now();
  const board = boardOf(documents);
  const tracked = () => [...board.values()];
  const client = httpClient({ url: cloud.url, key: cloud.functionKey, tokenFor: tokenSource({}) });
  const container = BlobServiceClient.fromConnectionString(cloud.connectionStrings.Storage).getContainerClient(
    'documents',
  );
  const view = boardView(out, Date.now);
  const update = () => view.update(tracked());
  const news = waker(pace);
  const unsubscribe = subscribe(cloud, ending, news.poke);
  ending.addEventListener('abort', view.close);
  teller.through(view.note);
  update();
  try {
    const following = follow({
      client,
      board,
      wake: news.wake,
      onLook: update,
      isDone: () => ending.aborted || tracked().every(isOver),
      since: new Date(),
      onTrouble: (error) =>
        teller.log({
          level: 'warning',
          category: 'Local',
          message: `The documents API does not answer: ${String(error)}`,
        }),
    });
    const feeding = eachOf(documents, uploadsAtOnce, async (document) => {
      if (!ending.aborted) await feed(document, { board, container, client });
      news.poke();
      update();
    });
    await Promise.all([following, feeding]);
    update();
  } finally {
    unsubscribe();
    view.close();
    if (!ending.aborted) teller.through(out.line);
  }
  return ending.aborted ? false : tellOutcome(out, tracked(), teller, performance.now() - begun);
}

interface Target {
  readonly board: Board;
  readonly container: ContainerClient;
  readonly client: Client;
}

async function feed(document: FoundDocument, { board, container, client }: Target): Promise<void> {
  const { name } = document;
  try {
    const { version, kept } = await storeDocument(container, document, (sent) => note(board, name, { sent }));
    note(board, name, { version, kept, storedAt: Date.now() });
    const [id] = [...boardOf([document]).keys()];
    if (kept && id !== undefined) await ask(client, board, id);
  } catch (error) {
    note(board, name, {
      failure: `could not be stored: ${error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)}`,
    });
  }
}

function subscribe({ signals }: LocalCloud, ending: AbortSignal, poke: () => void): () => void {
  signals.on('container:docscore/documents', poke);
  ending.addEventListener('abort', poke);
  return () => {
    signals.off('container:docscore/documents', poke);
    ending.removeEventListener('abort', poke);
  };
}

function tellOutcome({ line, paint }: Screen, board: readonly Tracked[], teller: Teller, ms: number): boolean {
  const outcome = outcomeOf(board);
  const isWhole = outcome.dead + outcome.failed === 0;
  const symbol = (isFine: boolean) => (isFine ? paint('green', '✓') : paint('red', '✗'));
  line();
  line(`${symbol(isWhole)} ${outcomeText(outcome)} in ${duration(ms)}`);

  const known = board.filter(({ truth }) => truth);
  const wrong = known.flatMap((tracked) => {
    const mismatch = mismatchOf(tracked);
    return mismatch === undefined ? [] : [`${printable(tracked.name)}: ${printable(mismatch)}`];
  });
  for (const mismatch of wrong) line(`${symbol(false)} ${mismatch}`);
  if (known.length > 0)
    line(
      `${symbol(wrong.length === 0)} ${String(known.length - wrong.length)} of ${String(known.length)} answers equal their ground truth`,
    );

  const trouble = teller.summary();
  if (trouble !== undefined) line(`${paint('yellow', '!')} ${trouble} in ${teller.logPath}`);
  return isWhole && wrong.length === 0;
}
