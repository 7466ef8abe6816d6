/** A field of a protobuf message: a number for varints and fixed widths, bytes for everything with a length. */
export type Field =
  { readonly number: number; readonly value: bigint } | { readonly number: number; readonly bytes: Uint8Array };

/**
 * Walks the fields of one message, without knowing its schema.
 * Source: protobuf.dev/programming-guides/encoding
 *
 * @throws RangeError when the bytes are no message.
 */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  while (at < message.length) {
    const tag = varint();
    const number = Number(tag >> 3n);
    const wireType = Number(tag & 7n);
    if (number === 0) throw new RangeError('Field number 0');
    if (wireType === 0) yield { number, value: varint() };
    else if (wireType === 1) yield { number, value: view(8).getBigUint64(0, true) };
    else if (wireType === 5) yield { number, value: BigInt(view(4).getUint32(0, true)) };
    else if (wireType === 2) yield { number, bytes: slice(Number(varint())) };
    else throw new RangeError(`Wire type ${wireType}`);
  }

  function varint(): bigint {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('Ends in the middle of a number');
      result |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return result;
    }
    throw new RangeError('A number of more than 10 bytes');
  }

  function slice(length: number): Uint8Array {
    if (at + length > message.length) throw new RangeError('Ends in the middle of a field');
    at += length;
    return message.subarray(at - length, at);
  }

  /** Not by copying: `slice` of a Buffer is a view of memory that it shares. */
  function view(length: number): DataView {
    const bytes = slice(length);
    return new DataView(bytes.buffer, bytes.byteOffset, length);
  }
}
