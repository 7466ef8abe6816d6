import type { Field } from '../protobuf.ts';

/** UTF-8 as it stands: a mark at the beginning is part of a word. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Every occurrence of a text field. */
export const textsIn = (fields: readonly Field[], number: number): string[] =>
  messagesIn(fields, number).map((bytes) => utf8.decode(bytes));

/** Every occurrence of a field with a length. */
export const messagesIn = (fields: readonly Field[], number: number): Uint8Array[] =>
  fields.flatMap((field) => (field.number === number && 'bytes' in field ? [field.bytes] : []));
