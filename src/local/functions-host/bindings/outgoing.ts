import type { TypedData } from '../protocol.ts';
import { netText } from './net-text.ts';

/** Whether a function gave a value at all: null and undefined are none. */
export function isGiven(value: TypedData | null | undefined): value is TypedData {
  return !!value && Object.values(value).some((part) => part !== undefined && part !== null) && value.json !== 'null';
}

/**
 * The messages that a value stands for: an array's elements (also when the array comes as text), else the value alone. Nulls are left
 * out. Source: azure-functions-host, FunctionBinding.ReadAsEnumerable.
 */
export function messagesOf(value: TypedData): unknown[] {
  if (value.bytes) return [value.bytes];
  const { string, json } = value;
  const parsed = json === undefined ? fromText(string) : (JSON.parse(json) as unknown);
  const plain = parsed ?? string ?? value.int ?? value.double;
  return (Array.isArray(plain) ? plain : [plain]).filter((one) => one !== null && one !== undefined);
}

/** Text in braces or brackets is JSON when it can be read; other text stays text. */
function fromText(text: string | undefined): unknown {
  if (text === undefined || !/^\s*(\{.*\}|\[.*\])\s*$/s.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A message as bytes or as text. Objects are indented, as the runtime does it (JToken.ToString). */
export function bodyOf(message: unknown): Uint8Array | string {
  if (message instanceof Uint8Array) return message;
  return netText(message, 2);
}

/** The value as one piece, for a blob: bytes and text as they are, anything else as compact JSON. */
export function contentOf({ bytes, string, json, int, double }: TypedData): Uint8Array | string {
  return bytes ?? string ?? (json === undefined ? String(int ?? double) : JSON.stringify(JSON.parse(json)));
}

/**
 * The objects that a value stands for.
 *
 * @throws Error that names the binding's type when something else is among them.
 */
export function objectsOf(type: string, value: TypedData): Record<string, unknown>[] {
  return messagesOf(value).map((message) => {
    if (typeof message === 'object' && !(message instanceof Uint8Array)) return message as Record<string, unknown>;
    throw new Error(`The output binding '${type}' takes objects, not ${typeof message}`);
  });
}
