import { murmur128, murmur32 } from './murmur.ts';
import type { Json } from './query/values.ts';

/** How a container hashes: 1 and 2 for keys of one path, 2 for each part of a hierarchical key. */
export type HashVersion = 1 | 2;

const maxKept = 50_000;
const kept = { 1: new Map<string, string>(), 2: new Map<string, string>() };

/**
 * The place of a partition key in the range of hashes, as upper-case hexadecimal text that sorts like the hash: the same that the SDKs
 * compute. Source: azure-sdk-for-js, sdk/cosmosdb/cosmos/src/utils/hashing
 *
 * @param key the partition key as `keyOf` gives it: a JSON array.
 */
export function effectiveKey(key: string, version: HashVersion): string {
  const known = kept[version].get(key);
  if (known !== undefined) return known;
  const values = JSON.parse(key) as Json[];
  const hash = version === 2 ? values.map(hashV2).join('') : hashV1(values[0]);
  if (kept[version].size >= maxKept) kept[version].clear();
  kept[version].set(key, hash);
  return hash;
}

/** Where the `index`th of `count` equal ranges begins. */
export function rangeStart(index: number, count: number, version: HashVersion): string {
  if (index === 0) return '';
  if (version === 1) return hex(numberText(Math.floor((index * 2 ** 32) / count)));
  // Hashes of version 2 have 126 bits.
  return (((1n << 126n) * BigInt(index)) / BigInt(count)).toString(16).padStart(32, '0').toUpperCase();
}

/** Where the last range ends. */
export const rangeEnd = 'FF';

const prefix = { undefined: 0x00, null: 0x01, false: 0x02, true: 0x03, number: 0x05, string: 0x08 };

function hashV2(value: Json): string {
  const [high, low] = murmur128(hashed(value, (text) => [Buffer.from(text), Buffer.of(0xff)]));
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64BE(low, 0);
  bytes.writeBigUInt64BE(high, 8);
  bytes[0] = (bytes[0] ?? 0) & 0x3f;
  return hex(bytes);
}

/** Version 1 looks at the first 100 characters only. */
const maxCharacters = 100;

function hashV1(value: Json | undefined = {}): string {
  const hash = murmur32(hashed(value, (text) => [Buffer.from(text.slice(0, maxCharacters)), Buffer.of(0)]));
  return hex(Buffer.concat([numberText(hash), sortable(value)]));
}

/** What is hashed: the type, then the value. */
function hashed(value: Json, ofText: (text: string) => Buffer[]): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.of(prefix.string), ...ofText(value)]);
  if (typeof value !== 'number') return Buffer.of(prefixOf(value));
  const bytes = Buffer.alloc(9, prefix.number);
  bytes.writeDoubleLE(value, 1);
  return bytes;
}

function prefixOf(value: Json): number {
  if (value === null) return prefix.null;
  return typeof value === 'boolean' ? prefix[`${value}`] : prefix.undefined;
}

/** The value itself, so that its bytes sort as the service sorts values. */
function sortable(value: Json): Buffer {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return Buffer.of(prefixOf(value));
  const bytes = Buffer.from(value.slice(0, maxCharacters)).map((byte) => (byte < 0xff ? byte + 1 : byte));
  return Buffer.concat([Buffer.of(prefix.string), bytes, Buffer.of(0)]);
}

/** Eight bits of the double, then seven at a time, each with a last bit that says whether more come. */
function numberText(value: number): Buffer {
  const raw = Buffer.alloc(8);
  raw.writeDoubleBE(value);
  const bits = raw.readBigUInt64BE();
  const sign = 1n << 63n;
  let rest = bits < sign ? bits ^ sign : BigInt.asUintN(64, ~bits + 1n);
  const bytes = [prefix.number, Number(rest >> 56n)];
  rest = BigInt.asUintN(64, rest << 8n);
  do {
    bytes.push(Number(rest >> 56n) | 1);
    rest = BigInt.asUintN(64, rest << 7n);
  } while (rest !== 0n);
  bytes.push((bytes.pop() ?? 0) & 0xfe);
  // The SDK leaves out bytes of zero, and so must whoever is to agree with it.
  return Buffer.from(bytes.filter((byte, at) => at < 2 || byte !== 0));
}

const hex = (bytes: Buffer) => bytes.toString('hex').toUpperCase();
