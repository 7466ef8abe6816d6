import type { DocumentReader, Logger, ReadPage, ReaderSlot } from '../../ports.ts';
import { engine } from './engine.ts';
import { readerLimits, type ReaderLimits } from './limits.ts';
import type { PageImage } from './protocol.ts';
import { readerSeat, type ReaderSeat } from './reader-seat.ts';

/** A slot that can also show pages without reading them, for engines that read elsewhere. */
export interface RenderingSlot extends ReaderSlot {
  /** Also says whether the file has pages to look at; plain text has none. */
  open(path: string, name: string): Promise<{ pageCount: number; hasImages: boolean; sha256: string }>;
  render(page: number): Promise<PageImage>;
}

export interface ProcessReader extends DocumentReader, AsyncDisposable {
  acquire(): Promise<RenderingSlot>;
  /** Starts all processes and loads what a first page needs. */
  warm(): Promise<void>;
}

export interface ProcessReaderOptions {
  /** How many processes, at most: one slot each. */
  readonly readers: number;
  readonly limits?: Partial<ReaderLimits>;
  readonly log: Logger;
}

/** Reads documents in processes of their own, which are started at first need, kept, watched and killed over a limit. */
export function processReader({ readers, limits, log }: ProcessReaderOptions): ProcessReader {
  const seats = Array.from({ length: readers }, () => readerSeat({ ...readerLimits, ...limits }, log));
  const free = [...seats];
  const waiting: PromiseWithResolvers<ReaderSeat>[] = [];
  let closed = false;
  const giveBack = (seat: ReaderSeat) => {
    const next = waiting.shift();
    if (next) next.resolve(seat);
    // Last out, first in: a process that runs already is taken before another starts.
    else free.push(seat);
  };
  const take = () => {
    if (closed) throw new Error('The reader has been closed');
    const seat = free.pop();
    if (seat) return Promise.resolve(seat);
    const turn = Promise.withResolvers<ReaderSeat>();
    waiting.push(turn);
    return turn.promise;
  };
  return {
    engine,
    acquire: async () => slot(await take(), giveBack),
    async warm() {
      await Promise.all(seats.map((seat) => seat.warm()));
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(new Error('The reader has been closed'));
      await Promise.all(seats.map((seat) => seat.close()));
    },
  };
}

function slot(seat: ReaderSeat, giveBack: (seat: ReaderSeat) => void): RenderingSlot {
  let held = true;
  let pageCount = 0;
  const theSeat = () => {
    if (!held) throw new Error('This reader slot has been given back');
    return seat;
  };
  return {
    async open(path, name) {
      const opened = await theSeat().open(path, name);
      pageCount = opened.pageCount;
      return opened;
    },
    read: async (page): Promise<ReadPage> => ({ pageCount, ...(await theSeat().read(page)) }),
    render: async (page) => await theSeat().render(page),
    [Symbol.dispose]() {
      if (!held) return;
      held = false;
      seat.leave();
      giveBack(seat);
    },
  };
}
