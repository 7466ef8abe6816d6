import { createHash } from 'node:crypto';

/**
 * `uniqueString(…)` as Azure Resource Manager computes it: MurmurHash3-like 64 bits over the arguments joined by '-',
 * written as 13 characters of base32. Established from public test vectors (`uniqueString('test')` is `rbgf3xv4ufgzg`).
 */
export function uniqueString(...parts: readonly string[]): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
  let hash = murmur64(Buffer.from(parts.join('-')));
  let text = '';
  for (let digit = 0; digit < 13; digit++) {
    text += alphabet[Number(hash >> 59n)] ?? '';
    hash = BigInt.asUintN(64, hash << 5n);
  }
  return text;
}

/** `guid(…)`: a version 5 UUID of the arguments joined by '-'. Source: learn.microsoft.com, Bicep functions, string. */
export function guidOf(...parts: readonly string[]): string {
  const namespace = Buffer.from('11fb06fb712d4ddd98c7e71bbd588830', 'hex');
  const hash = createHash('sha1').update(namespace).update(parts.join('-')).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

function murmur64(bytes: Buffer): bigint {
  const [c1, c2] = [0x239b961b, 0xab0e9789];
  const whole = bytes.length - (bytes.length % 8);
  let h1 = 0;
  let h2 = 0;
  for (let at = 0; at < whole; at += 8) {
    h1 ^= mix(bytes.readUInt32LE(at), c1, 15, c2);
    h1 = (Math.imul(add(rotate(h1, 19), h2), 5) + 0x561ccd1b) >>> 0;
    h2 ^= mix(bytes.readUInt32LE(at + 4), c2, 17, c1);
    h2 = (Math.imul(add(rotate(h2, 13), h1), 5) + 0x0bcaa747) >>> 0;
  }
  const tail = Buffer.alloc(8);
  bytes.copy(tail, 0, whole);
  if (bytes.length > whole) h1 ^= mix(tail.readUInt32LE(0), c1, 15, c2);
  if (bytes.length > whole + 4) h2 ^= mix(tail.readUInt32LE(4), c2, 17, c1);
  h1 = (h1 ^ bytes.length) >>> 0;
  h2 = (h2 ^ bytes.length) >>> 0;
  h1 = add(h1, h2);
  h2 = add(h2, h1);
  h1 = finish(h1);
  h2 = finish(h2);
  h1 = add(h1, h2);
  h2 = add(h2, h1);
  return (BigInt(h2) << 32n) | BigInt(h1);
}

function mix(word: number, first: number, turn: number, second: number): number {
  return Math.imul(rotate(Math.imul(word, first) >>> 0, turn), second);
}

function rotate(word: number, by: number): number {
  return ((word << by) | (word >>> (32 - by))) >>> 0;
}

function add(a: number, b: number): number {
  return (a + b) >>> 0;
}

function finish(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
