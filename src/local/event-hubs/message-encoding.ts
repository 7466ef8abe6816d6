import {
  MalformedMessage,
  readBinary,
  readMap,
  readString,
  symbol,
  valueEnd,
  writeLong,
  writeMap,
  writeString,
  writeTimestamp,
} from './amqp-values.ts';
import { unsupported } from './refusal.ts';

/** Event Hubs' message format of a batch: one `data` section per event, each an encoded message. Source: @azure/event-hubs 6.0. */
const BATCH_FORMAT = 0x80013700;

/** Section codes of AMQP 1.0, part 3.2; they also give the sections' order. */
const HEADER = 0x70;
const DELIVERY_ANNOTATIONS = 0x71;
const MESSAGE_ANNOTATIONS = 0x72;
const DATA = 0x75;
const FOOTER = 0x78;

/** Where the log puts an event. `offset` in bytes, `time` in ms since 1970. */
export interface Position {
  readonly sequenceNumber: number;
  readonly offset: number;
  readonly time: number;
}

/**
 * @returns the encoded events of a transfer: those inside a batch, else the message itself.
 * @throws MalformedMessage, Refusal for a format that is unknown.
 */
export function eventsOf(message: Buffer, format: number): Buffer[] {
  if (format === 0) return [message];
  if (format !== BATCH_FORMAT) throw unsupported(`The message format 0x${format.toString(16)}`);
  const events = sections(message).flatMap(({ code, value }) => (code === DATA ? [readBinary(value)] : []));
  if (events.length === 0) throw new MalformedMessage('The batch holds no event');
  return events;
}

/**
 * @returns the annotation `x-opt-partition-key` of an encoded message, if it has one.
 * @throws MalformedMessage
 */
export function partitionKeyOf(message: Buffer): string | undefined {
  const annotations = sections(message).find(({ code }) => code === MESSAGE_ANNOTATIONS);
  const entry = annotations && readMap(annotations.value).find(({ key }) => key === PARTITION_KEY);
  const partitionKey = entry && readString(entry.value);
  if (entry && partitionKey === undefined)
    throw new MalformedMessage(`The annotation ${PARTITION_KEY} is not a string`);
  return partitionKey;
}

/**
 * Puts the service's annotations into an encoded event: sequence number, offset, enqueued time, partition key.
 * Every other byte stays as the producer sent it; delivery annotations concern one hop only and go.
 *
 * @throws MalformedMessage
 */
export function stamp(
  event: Buffer,
  partitionKey: string | undefined,
  { sequenceNumber, offset, time }: Position,
): Buffer {
  const parts = sections(event);
  const given = parts.find(({ code }) => code === MESSAGE_ANNOTATIONS);
  const kept = given ? readMap(given.value).filter(({ key }) => !isStamped(key, partitionKey)) : [];
  const own = [
    SEQUENCE_NUMBER,
    writeLong(sequenceNumber),
    OFFSET,
    writeString(String(offset)),
    ENQUEUED_TIME,
    writeTimestamp(time),
  ];
  if (partitionKey !== undefined) own.push(symbol(PARTITION_KEY), writeString(partitionKey));
  const annotations = writeMap([...kept.map(({ bytes }) => bytes), ...own], 2 * kept.length + own.length);
  return Buffer.concat([
    ...parts.filter(({ code }) => code === HEADER).map(({ bytes }) => bytes),
    descriptor(MESSAGE_ANNOTATIONS),
    annotations,
    ...parts.filter(({ code }) => code > MESSAGE_ANNOTATIONS).map(({ bytes }) => bytes),
  ]);
}

/** The section in front of an event for a receiver that asked for the partition's end (`trackLastEnqueuedEventProperties`). */
export function runtimeMetric({ sequenceNumber, offset, time }: Position, now: number): Buffer {
  const items = [
    symbol('last_enqueued_sequence_number'),
    writeLong(sequenceNumber),
    symbol('last_enqueued_offset'),
    writeString(String(offset)),
    symbol('last_enqueued_time_utc'),
    writeTimestamp(time),
    symbol('runtime_info_retrieval_time_utc'),
    writeTimestamp(now),
  ];
  return Buffer.concat([descriptor(DELIVERY_ANNOTATIONS), writeMap(items, items.length)]);
}

const PARTITION_KEY = 'x-opt-partition-key';
const SEQUENCE_NUMBER = symbol('x-opt-sequence-number');
const OFFSET = symbol('x-opt-offset');
const ENQUEUED_TIME = symbol('x-opt-enqueued-time');

/** The service's own annotations replace those of a producer (who forwards an event that it received, for example). */
function isStamped(key: string | undefined, partitionKey: string | undefined): boolean {
  if (key === PARTITION_KEY) return partitionKey !== undefined;
  return key === 'x-opt-sequence-number' || key === 'x-opt-offset' || key === 'x-opt-enqueued-time';
}

const descriptor = (code: number) => Buffer.from([0x00, 0x53, code]);

interface Section {
  readonly code: number;
  /** Descriptor and value. */
  readonly bytes: Buffer;
  readonly value: Buffer;
}

/** Splits an encoded message; looks at sizes only. */
function sections(message: Buffer): Section[] {
  const found: Section[] = [];
  let start = 0;
  while (start < message.length) {
    const code = message[start + 2] ?? 0;
    if (message[start] !== 0x00 || message[start + 1] !== 0x53)
      throw new MalformedMessage(`No AMQP section at byte ${start}`);
    if (code < HEADER || code > FOOTER)
      throw new MalformedMessage(`Unknown AMQP section 0x${code.toString(16)} at byte ${start}`);
    const end = valueEnd(message, start + 3);
    found.push({ code, bytes: message.subarray(start, end), value: message.subarray(start + 3, end) });
    start = end;
  }
  if (found.length === 0) throw new MalformedMessage('The message is empty');
  return found;
}
