import type { Logger } from '../../ports.ts';
import type { ReaderLimits } from './limits.ts';
import { processUsage } from './process-usage.ts';
import type { Opened, PageImage, ReadAnswer, ReaderAnswers, ReaderRequest } from './protocol.ts';
import { startReader, type Answer, type ReaderChild } from './reader-child.ts';
import { ReaderDied } from './reader-died.ts';

/** The place of one reader process: whoever dies in it is replaced. */
export interface ReaderSeat {
  warm(): Promise<void>;
  open(path: string, name: string): Promise<Opened>;
  read(page: number): Promise<ReadAnswer>;
  render(page: number): Promise<PageImage>;
  /** The document is done with. A process that is still at it is killed. */
  leave(): void;
  close(): Promise<void>;
}

type PageRequest = ReaderRequest & { readonly page: number };

/** Loading 16 MB of weights on a busy machine, in ms. */
const WARM_MS = 60_000;

/** What a process may hold between documents, as a share of what it may use. After many recognised pages it is about 0.6. */
const MAX_IDLE_SHARE = 0.75;

export function readerSeat(limits: ReaderLimits, log: Logger): ReaderSeat {
  let child: ReaderChild | undefined;
  let file: { path: string; name: string; opened: Opened; by: ReaderChild } | undefined;
  let busy = 0;
  // How many documents the process has opened, and why it was killed.
  let opened = 0;
  let killed = '';
  // Rises when a document leaves: what was still asked for it must not be asked again on its successor.
  let guest = 0;

  const current = () => {
    if (!child?.alive) {
      opened = 0;
      child = startReader(limits, (reason, pid) => {
        killed = reason;
        log.warn({ event: 'reader.killed', reason, pid, sha256: file?.opened.sha256 });
      });
      log.info({ event: 'reader.started', pid: child.pid });
    }
    return child;
  };
  const ask = async <R extends ReaderRequest>(request: R, limitMs: number) => {
    busy++;
    try {
      return { ...(await current().ask(request, limitMs)) } as Answer<ReaderAnswers[R['do']]>;
    } finally {
      busy--;
    }
  };
  const open = async (path: string, name: string) => {
    const by = current();
    opened++;
    const { value } = await ask({ do: 'open', path, name }, limits.openMs);
    file = { path, name, opened: value, by };
    return value;
  };
  const askForPage = async <R extends PageRequest>(request: R) => {
    if (!file) throw new Error('No document is open');
    const { path, name, by } = file;
    if (by !== current()) await open(path, name);
    return await ask(request, limits.pageMs);
  };
  /** A process can die for reasons of its own; twice at the same place is a reason to give up. */
  const twice = async <T>(work: () => Promise<T>): Promise<T> => {
    const asked = guest;
    killed = '';
    try {
      return await work();
    } catch (error) {
      // The memory that earlier documents left behind is not this one's fault: it is judged in a fresh process.
      const innocent = error instanceof ReaderDied || (killed === 'memory' && opened > 1);
      if (!innocent || guest !== asked) throw error;
      log.warn({ event: 'reader.died', reason: String(error), sha256: file?.opened.sha256 });
      return await work();
    }
  };

  return {
    async warm() {
      await ask({ do: 'warm' }, WARM_MS);
    },
    open: async (path, name) => {
      file = undefined;
      await replaceIfLarge(child, limits);
      return await twice(() => open(path, name));
    },
    async read(page) {
      const since = performance.now();
      const { value, cpuMs } = await twice(() => askForPage({ do: 'read', page }));
      const event = value.page.source === 'recognised' ? 'page.recognised' : 'page.extracted';
      log.info({ event, sha256: file?.opened.sha256, page, durationMs: Math.round(performance.now() - since), cpuMs });
      return value;
    },
    render: async (page) => (await twice(() => askForPage({ do: 'render', page }))).value,
    leave() {
      guest++;
      file = undefined;
      if (busy > 0) void child?.kill();
    },
    async close() {
      await child?.kill();
    },
  };
}

/** WebAssembly memory never shrinks: a process that a large document has left large would count against the next one. */
async function replaceIfLarge(child: ReaderChild | undefined, { rssBytes }: ReaderLimits): Promise<void> {
  const usage = child?.alive ? await processUsage(child.pid) : undefined;
  if (usage && usage.rssBytes > rssBytes * MAX_IDLE_SHARE) await child?.kill();
}
