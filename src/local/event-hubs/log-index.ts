import type { Segment } from './log-segment.ts';
import type { Position } from './message-encoding.ts';

/** A stored batch: its events start at `sequenceNumber` and `offset` and share one enqueued time. */
export interface Batch extends Position {
  /** Bytes of each event. */
  readonly eventLengths: readonly number[];
  readonly segment: Segment;
  /** Where the events are in the segment, in bytes. */
  readonly bodyStart: number;
  readonly bodyLength: number;
}

/** What a partition holds and where: one entry per batch, in memory. Positions and times never fall. */
export class LogIndex {
  #batches: Batch[] = [];
  #next = { sequenceNumber: 0, offset: 0 };
  #last: Position = { sequenceNumber: -1, offset: -1, time: 0 };

  /** What the next event gets. */
  get next(): { readonly sequenceNumber: number; readonly offset: number } {
    return this.#next;
  }

  /** The last event ever added, even if it has expired; sequence number and offset are -1 before the first. */
  get last(): Position {
    return this.#last;
  }

  /** The first event that is kept; `undefined` when there is none. */
  get first(): Position | undefined {
    return this.#batches[0];
  }

  add(stored: Pick<Batch, 'eventLengths' | 'time' | 'segment' | 'bodyStart' | 'bodyLength'>): void {
    const batch = { ...stored, ...this.#next };
    this.#batches.push(batch);
    for (const position of positionsOf(batch)) this.#last = position;
    this.#next = {
      sequenceNumber: end(batch),
      offset: batch.offset + stored.eventLengths.reduce((sum, length) => sum + length, 0),
    };
  }

  /** Continues at another position: that of a file whose predecessors were deleted. */
  skipTo(sequenceNumber: number, offset: number): void {
    this.#next = { sequenceNumber, offset };
  }

  /** Forgets batches enqueued before `time` (ms). */
  dropBefore(time: number): void {
    const kept = this.#batches.findIndex((batch) => batch.time >= time);
    if (kept !== 0) this.#batches.splice(0, kept < 0 ? this.#batches.length : kept);
  }

  /** @returns the sequence number of the first event that passes, the next one if none does. What passes for an event must pass for all later ones. */
  find(passes: (position: Position) => boolean): number {
    const batch = this.#batches[this.#search((candidate) => positionsOf(candidate).some(passes))];
    return (batch && positionsOf(batch).find(passes)?.sequenceNumber) ?? this.#next.sequenceNumber;
  }

  /** @returns batches in a row in one file: the one that holds the event, or the first after it, and as many more as fit into `maxBytes`. */
  run(sequenceNumber: number, maxBytes: number): Batch[] {
    const from = this.#search((batch) => end(batch) > sequenceNumber);
    const first = this.#batches[from];
    if (!first) return [];
    let to = from + 1;
    for (; to < this.#batches.length; to++) {
      const batch = this.#batches[to];
      if (batch?.segment !== first.segment || batch.bodyStart + batch.bodyLength - first.bodyStart > maxBytes) break;
    }
    return this.#batches.slice(from, to);
  }

  #search(passes: (batch: Batch) => boolean): number {
    let low = 0;
    let high = this.#batches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const batch = this.#batches[middle];
      if (batch && passes(batch)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const end = (batch: Batch) => batch.sequenceNumber + batch.eventLengths.length;

function positionsOf({ sequenceNumber, offset, time, eventLengths }: Batch): Position[] {
  let at = offset;
  return eventLengths.map((length, i) => {
    const position = { sequenceNumber: sequenceNumber + i, offset: at, time };
    at += length;
    return position;
  });
}
