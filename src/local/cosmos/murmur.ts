const mask64 = (1n << 64n) - 1n;
const times = (left: bigint, right: bigint) => (left * right) & mask64;
const turned = (value: bigint, bits: bigint) => ((value << bits) | (value >> (64n - bits))) & mask64;

/** MurmurHash3 for 128 bits, x64, seed 0: its two halves. Source: github.com/aappleby/smhasher (MurmurHash3.cpp) */
export function murmur128(bytes: Buffer): readonly [bigint, bigint] {
  const [c1, c2] = [0x87c37b91114253d5n, 0x4cf5ad432745937fn];
  const first = (k: bigint) => times(turned(times(k, c1), 31n), c2);
  const second = (k: bigint) => times(turned(times(k, c2), 33n), c1);
  let h1 = 0n;
  let h2 = 0n;
  const whole = bytes.length - (bytes.length % 16);
  for (let at = 0; at < whole; at += 16) {
    h1 = turned(h1 ^ first(bytes.readBigUInt64LE(at)), 27n) + h2;
    h1 = (times(h1 & mask64, 5n) + 0x52dce729n) & mask64;
    h2 = turned(h2 ^ second(bytes.readBigUInt64LE(at + 8)), 31n) + h1;
    h2 = (times(h2 & mask64, 5n) + 0x38495ab5n) & mask64;
  }
  const tail = Buffer.alloc(16);
  bytes.copy(tail, 0, whole);
  const length = BigInt(bytes.length);
  h1 ^= first(tail.readBigUInt64LE(0)) ^ length;
  h2 ^= second(tail.readBigUInt64LE(8)) ^ length;
  h1 = (h1 + h2) & mask64;
  h2 = (h2 + h1) & mask64;
  h1 = mixed64(h1);
  h2 = mixed64(h2);
  h1 = (h1 + h2) & mask64;
  return [h1, (h2 + h1) & mask64];
}

function mixed64(value: bigint): bigint {
  let h = value;
  h = times(h ^ (h >> 33n), 0xff51afd7ed558ccdn);
  h = times(h ^ (h >> 33n), 0xc4ceb9fe1a85ec53n);
  return h ^ (h >> 33n);
}

/** MurmurHash3 for 32 bits, x86, seed 0. */
export function murmur32(bytes: Buffer): number {
  const mixed = (k: number) => Math.imul(rotated(Math.imul(k, 0xcc9e2d51), 15), 0x1b873593);
  let h = 0;
  const whole = bytes.length - (bytes.length % 4);
  for (let at = 0; at < whole; at += 4)
    h = (Math.imul(rotated(h ^ mixed(bytes.readInt32LE(at)), 13), 5) + 0xe6546b64) | 0;
  const tail = Buffer.alloc(4);
  bytes.copy(tail, 0, whole);
  h ^= mixed(tail.readInt32LE(0)) ^ bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const rotated = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));
