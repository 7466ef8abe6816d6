import type { Field } from '../protobuf.ts';

/**
 * Repeated numbers of a message: one field each, or packed into one, as the writer liked.
 * Source: protobuf.dev/programming-guides/encoding, "packed repeated fields"
 */
export function integers(fields: readonly Field[], number: number): Float64Array {
  const found = of(fields, number);
  const [only] = found;
  if (found.length === 1 && only && 'bytes' in only) return varints(only.bytes);
  return Float64Array.from(
    found.flatMap((field) => ('bytes' in field ? [...varints(field.bytes)] : [signed(field.value)])),
  );
}

/** Little-endian float32, kept as they are, NaN included. */
export function floats(fields: readonly Field[], number: number): Float32Array {
  const parts = of(fields, number).map((field) => ('bytes' in field ? field.bytes : wordOf(field.value)));
  if (parts.length === 1) return float32s(parts[0] ?? new Uint8Array());
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return float32s(joined);
}

/** Little-endian. @throws RangeError when the bytes are no whole number of values. */
export function float32s(bytes: Uint8Array): Float32Array {
  const view = viewOf(bytes, 4);
  const values = new Float32Array(bytes.length / 4);
  for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(4 * i, true);
  return values;
}

/** Little-endian. @throws RangeError when the bytes are no whole number of values. */
export function float64s(bytes: Uint8Array): Float64Array {
  const view = viewOf(bytes, 8);
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
}

/** Little-endian. @throws RangeError when the bytes are no whole number of values. */
export function int64s(bytes: Uint8Array): BigInt64Array {
  const view = viewOf(bytes, 8);
  return BigInt64Array.from({ length: bytes.length / 8 }, (_, i) => view.getBigInt64(8 * i, true));
}

function viewOf(bytes: Uint8Array, size: number): DataView {
  if (bytes.length % size !== 0) throw new RangeError('Ends in the middle of a number');
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Lists of a large forest hold millions: BigInt only for what needs it. */
function varints(bytes: Uint8Array): Float64Array {
  const values = new Float64Array(bytes.reduce((ends, byte) => (byte < 0x80 ? ends + 1 : ends), 0));
  let from = 0;
  let found = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) >= 0x80) continue;
    values[found++] = at - from < 7 ? small(bytes, from, at) : large(bytes, from, at);
    from = at + 1;
  }
  if (from !== bytes.length) throw new RangeError('Ends in the middle of a number');
  return values;
}

function small(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = to; at >= from; at--) value = value * 128 + ((bytes[at] ?? 0) & 0x7f);
  return value;
}

/** Negative ones have ten bytes. */
function large(bytes: Uint8Array, from: number, to: number): number {
  let value = 0n;
  for (let at = to; at >= from; at--) value = value * 128n + BigInt((bytes[at] ?? 0) & 0x7f);
  return signed(value);
}

const signed = (value: bigint): number => Number(BigInt.asIntN(64, value));

function wordOf(value: bigint): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Number(value), true);
  return bytes;
}

const of = (fields: readonly Field[], number: number): Field[] => fields.filter((field) => field.number === number);
