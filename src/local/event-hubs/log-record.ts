import { crc32 } from 'node:zlib';

/**
 * One batch on disk, written and lost as a whole:
 * body length (u32) · CRC-32 of what follows (u32) · enqueued time in ms (f64) · number of events (u32) · body = (length u32 · bytes) per event.
 */
const HEADER_BYTES = 20;
const CRC_START = 8;

/** A batch found in a file. */
export interface StoredRecord {
  /** Where its body starts in the file, and how long it is, in bytes. */
  readonly bodyStart: number;
  readonly bodyLength: number;
  readonly time: number;
  /** Bytes of each event. */
  readonly eventLengths: readonly number[];
}

export function encodeRecord(events: readonly Buffer[], time: number): Buffer {
  const record = Buffer.allocUnsafe(HEADER_BYTES + events.reduce((sum, event) => sum + 4 + event.length, 0));
  record.writeUInt32BE(record.length - HEADER_BYTES, 0);
  record.writeDoubleBE(time, 8);
  record.writeUInt32BE(events.length, 16);
  let at = HEADER_BYTES;
  for (const event of events) {
    at = record.writeUInt32BE(event.length, at);
    at += event.copy(record, at);
  }
  record.writeUInt32BE(crc32(record.subarray(CRC_START)), 4);
  return record;
}

/**
 * Reads a file from its start to the first record that is not whole.
 *
 * @returns the records, and how many bytes they take; fewer than the file has when its last write was torn.
 */
export function readRecords(file: Buffer): { records: StoredRecord[]; validBytes: number } {
  const records: StoredRecord[] = [];
  let start = 0;
  while (start + HEADER_BYTES <= file.length) {
    const bodyStart = start + HEADER_BYTES;
    const end = bodyStart + file.readUInt32BE(start);
    if (end > file.length || crc32(file.subarray(start + CRC_START, end)) !== file.readUInt32BE(start + 4)) break;
    records.push({
      bodyStart,
      bodyLength: end - bodyStart,
      time: file.readDoubleBE(start + 8),
      eventLengths: eventsOfBody(file.subarray(bodyStart, end)).map((event) => event.length),
    });
    start = end;
  }
  return { records, validBytes: start };
}

/** @returns the events of a record's body, as views. */
export function eventsOfBody(body: Buffer): Buffer[] {
  const events: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const end = at + 4 + body.readUInt32BE(at);
    events.push(body.subarray(at + 4, end));
    at = end;
  }
  return events;
}

/** Where a record's body starts, counted from the record's start, in bytes. */
export const BODY_OFFSET = HEADER_BYTES;
