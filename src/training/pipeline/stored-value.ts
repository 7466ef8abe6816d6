/** JSON in which typed arrays survive, and NaN (a number that is missing) with them. The same value gives the same text. */
export const toText = (value: unknown): string => JSON.stringify(value, write);
export const fromText = (text: string): unknown => JSON.parse(text, read);

type Stored =
  { readonly $f32: string } | { readonly $i32: string } | { readonly $u8: string } | { readonly $nan: true };

/** Bytes as they lie in memory: every machine that Node 24 runs on is little-endian. */
function write(_key: string, value: unknown): unknown {
  if (value instanceof Float32Array) return { $f32: base64(value) };
  if (value instanceof Int32Array) return { $i32: base64(value) };
  if (value instanceof Uint8Array) return { $u8: base64(value) };
  return Number.isNaN(value) ? { $nan: true } : value;
}

function read(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const stored = value as Stored;
  if ('$f32' in stored) return new Float32Array(bytes(stored.$f32));
  if ('$i32' in stored) return new Int32Array(bytes(stored.$i32));
  if ('$u8' in stored) return new Uint8Array(bytes(stored.$u8));
  return '$nan' in stored ? Number.NaN : value;
}

const base64 = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64');
const bytes = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text, 'base64')).buffer;
