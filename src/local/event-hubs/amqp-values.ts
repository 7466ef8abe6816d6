/**
 * Encoded AMQP 1.0 values (part 1 of the standard), read and written without decoding what is inside them.
 * A value starts with its type code; the code's upper half says how long the value is.
 */

/** Thrown for bytes that are no AMQP value or message; the delivery is rejected with it. */
export class MalformedMessage extends Error {}

/**
 * @returns the index after the value that starts at `start`.
 * @throws MalformedMessage
 */
export function valueEnd(buffer: Buffer, start: number): number {
  let at = start;
  // A described value: 0x00, the descriptor (a plain value), the value.
  while (buffer[at] === 0x00) at += 2 + size(buffer, at + 1);
  const end = at + 1 + size(buffer, at);
  if (!(end <= buffer.length)) throw new MalformedMessage(`A value at byte ${start} is longer than the message`);
  return end;
}

/** Bytes after the type code at `at`. */
function size(buffer: Buffer, at: number): number {
  const code = buffer[at] ?? 0;
  const category = code >> 4;
  const fixed = fixedSizes[category];
  if (fixed !== undefined) return fixed;
  if (category === 0xa || category === 0xc || category === 0xe) return 1 + (buffer[at + 1] ?? NaN);
  if (category === 0xb || category === 0xd || category === 0xf)
    return at + 5 <= buffer.length ? 4 + buffer.readUInt32BE(at + 1) : NaN;
  throw new MalformedMessage(`No AMQP type code at byte ${at}: 0x${code.toString(16)}`);
}

const fixedSizes: Record<number, number> = { 0x4: 0, 0x5: 1, 0x6: 2, 0x7: 4, 0x8: 8, 0x9: 16 };

/** One key of a map with its value; `bytes` holds both, as they came. */
export interface Entry {
  /** `undefined` when the key is no string and no symbol. */
  readonly key: string | undefined;
  readonly value: Buffer;
  readonly bytes: Buffer;
}

/** @throws MalformedMessage */
export function readMap(map: Buffer): Entry[] {
  const wide = map[0] === 0xd1;
  if (!wide && map[0] !== 0xc1) throw new MalformedMessage('Annotations are not a map');
  const entries: Entry[] = [];
  let at = wide ? 9 : 3;
  while (at < map.length) {
    const valueStart = valueEnd(map, at);
    const end = valueEnd(map, valueStart);
    entries.push({
      key: readString(map.subarray(at, valueStart)),
      value: map.subarray(valueStart, end),
      bytes: map.subarray(at, end),
    });
    at = end;
  }
  return entries;
}

/** @returns the text of an encoded string or symbol, `undefined` for any other type. */
export function readString(value: Buffer): string | undefined {
  if (value[0] === 0xa1 || value[0] === 0xa3) return value.toString('utf8', 2);
  if (value[0] === 0xb1 || value[0] === 0xb3) return value.toString('utf8', 5);
  return undefined;
}

/** @throws MalformedMessage when the value is not binary. */
export function readBinary(value: Buffer): Buffer {
  if (value[0] === 0xa0) return value.subarray(2);
  if (value[0] === 0xb0) return value.subarray(5);
  throw new MalformedMessage('A data section is not binary');
}

export const symbol = (text: string) => Buffer.from([0xa3, text.length, ...Buffer.from(text, 'ascii')]);

export function writeString(text: string): Buffer {
  const utf8 = Buffer.from(text, 'utf8');
  if (utf8.length < 256) return Buffer.concat([Buffer.from([0xa1, utf8.length]), utf8]);
  const head = Buffer.alloc(5);
  head[0] = 0xb1;
  head.writeUInt32BE(utf8.length, 1);
  return Buffer.concat([head, utf8]);
}

export const writeLong = (value: number) => eightBytes(0x81, value);
/** @param ms since 1970 */
export const writeTimestamp = (ms: number) => eightBytes(0x83, ms);

function eightBytes(code: number, value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes[0] = code;
  bytes.writeBigInt64BE(BigInt(value), 1);
  return bytes;
}

/** @param values keys and values in turn, encoded; `count` of them (one buffer may hold a key and its value). */
export function writeMap(values: Buffer[], count: number): Buffer {
  const body = Buffer.concat(values);
  const head = Buffer.alloc(9);
  head[0] = 0xd1;
  head.writeUInt32BE(body.length + 4, 1);
  head.writeUInt32BE(count, 5);
  return Buffer.concat([head, body]);
}
