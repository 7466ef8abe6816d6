import { mkdir } from 'node:fs/promises';
import { LogIndex } from './log-index.ts';
import { eventsOfBody } from './log-record.ts';
import { Segment } from './log-segment.ts';
import { stamp, type Position } from './message-encoding.ts';

export interface LogOptions {
  readonly folder: string;
  readonly retentionMs: number;
  /** ms since 1970. */
  readonly now: () => number;
  /** A file that has this many bytes gets no more batches. */
  readonly segmentBytes?: number;
}

interface Append {
  readonly events: readonly Buffer[];
  readonly partitionKey: string | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Bytes that one read takes from the disk at most, unless a single batch is longer. */
const READ_BYTES = 256 * 1024;
const SEGMENT_BYTES = 16 * 1024 * 1024;

/** The events of one partition: an append-only log in files, kept for the retention time. */
export class PartitionLog {
  readonly #options: LogOptions;
  readonly #index = new LogIndex();
  readonly #segments: Segment[];
  #pending: Append[] = [];
  #flushing: Promise<void> | undefined;
  /** Called after events were added. */
  readonly listeners = new Set<() => void>();

  private constructor(options: LogOptions, segments: Segment[]) {
    this.#options = options;
    this.#segments = segments;
  }

  /** Opens the log of a folder, or begins it. A torn last record is dropped: its producer was never told that it is stored. */
  static async open(options: LogOptions): Promise<PartitionLog> {
    await mkdir(options.folder, { recursive: true });
    const segments = await Segment.openAll(options.folder);
    const log = new PartitionLog(options, segments);
    try {
      await log.#replay();
    } catch (error) {
      await log.close();
      throw error;
    }
    return log;
  }

  async #replay(): Promise<void> {
    for (const segment of this.#segments) {
      this.#index.skipTo(segment.firstSequenceNumber, segment.firstOffset);
      const isLast = segment === this.#segments.at(-1);
      for (const record of await segment.replay(isLast)) this.#index.add({ ...record, segment });
    }
  }

  /**
   * Adds a batch. It is on the disk when the promise resolves; until then no reader sees it.
   * Batches that come in the same turn, or while the disk is busy, share one flush.
   *
   * @throws MalformedMessage when an event is no AMQP message; then none of the batch is stored.
   */
  append(events: readonly Buffer[], partitionKey?: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ events, partitionKey, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** The first event that is still kept. */
  get first(): Position | undefined {
    this.#expire();
    return this.#index.first;
  }

  /** The last event ever added; sequence number and offset are -1 before the first. */
  get last(): Position {
    return this.#index.last;
  }

  get nextSequenceNumber(): number {
    return this.#index.next.sequenceNumber;
  }

  /** @see LogIndex.find */
  find(passes: (position: Position) => boolean): number {
    this.#expire();
    return this.#index.find(passes);
  }

  /** @returns encoded events from `sequenceNumber` (or the first one kept) on, as many as one read of the disk gives, and the number of the first. */
  read(sequenceNumber: number): { sequenceNumber: number; events: Buffer[] } {
    this.#expire();
    const batches = this.#index.run(sequenceNumber, READ_BYTES);
    const [first, last] = [batches[0], batches.at(-1)];
    if (!first || !last) return { sequenceNumber, events: [] };
    const bytes = first.segment.read(first.bodyStart, last.bodyStart + last.bodyLength - first.bodyStart);
    const events = batches.flatMap(({ bodyStart, bodyLength }) => {
      const start = bodyStart - first.bodyStart;
      return eventsOfBody(bytes.subarray(start, start + bodyLength));
    });
    const from = Math.max(sequenceNumber, first.sequenceNumber);
    return { sequenceNumber: from, events: events.slice(from - first.sequenceNumber) };
  }

  /** Waits for batches on their way to the disk. */
  async close(): Promise<void> {
    await this.#flushing;
    await Promise.all(this.#segments.map((segment) => segment.close()));
  }

  async #flush(): Promise<void> {
    await new Promise(setImmediate); // lets the batches of this turn come together
    while (this.#pending.length > 0) {
      const appends = this.#pending.splice(0);
      await this.#write(appends).catch((error: unknown) => {
        for (const { reject } of appends) reject(error);
      });
    }
    this.#flushing = undefined;
  }

  async #write(appends: Append[]): Promise<void> {
    const stamped = this.#stamp(appends);
    if (stamped.length === 0) return;
    const segment = await this.#segmentToWrite();
    const bodies = await segment.append(stamped);
    stamped.forEach(({ events, time }, i) => {
      const { start: bodyStart, length: bodyLength } = bodies[i] ?? { start: 0, length: 0 };
      this.#index.add({ segment, bodyStart, bodyLength, time, eventLengths: events.map((event) => event.length) });
    });
    for (const { resolve } of stamped) resolve();
    for (const listener of this.listeners) listener();
  }

  /** Gives each event its place. A batch that cannot be read is refused here and takes none. */
  #stamp(appends: Append[]): { events: Buffer[]; time: number; resolve: () => void }[] {
    let { sequenceNumber, offset } = this.#index.next;
    const time = Math.max(this.#options.now(), this.#index.last.time);
    return appends.flatMap(({ events, partitionKey, resolve, reject }) => {
      const start = { sequenceNumber, offset };
      try {
        const stamped = events.map((event) => {
          const bytes = stamp(event, partitionKey, { sequenceNumber: sequenceNumber++, offset, time });
          offset += bytes.length;
          return bytes;
        });
        return [{ events: stamped, time, resolve }];
      } catch (error) {
        ({ sequenceNumber, offset } = start);
        reject(error);
        return [];
      }
    });
  }

  async #segmentToWrite(): Promise<Segment> {
    const current = this.#segments.at(-1);
    if (current && current.length < (this.#options.segmentBytes ?? SEGMENT_BYTES)) return current;
    const { sequenceNumber, offset } = this.#index.next;
    const segment = await Segment.create(this.#options.folder, sequenceNumber, offset);
    this.#segments.push(segment);
    await this.#removeExpired();
    return segment;
  }

  #expire(): void {
    this.#index.dropBefore(this.#options.now() - this.#options.retentionMs);
  }

  /** Files go when a new one begins; the newest always stays, so that sequence numbers go on. */
  async #removeExpired(): Promise<void> {
    this.#expire();
    const kept = this.#index.first?.sequenceNumber ?? this.#index.next.sequenceNumber;
    while ((this.#segments[1]?.firstSequenceNumber ?? Infinity) <= kept) await this.#segments.shift()?.remove();
  }
}
