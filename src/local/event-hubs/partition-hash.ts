/**
 * The partition that the service picks for a key: Jenkins' lookup3 (public domain), last 16 bits of `c ^ b` as a signed number.
 * Source: the buffered producer of @azure/event-hubs, which computes the same on its side.
 */
export function partitionForKey(partitionKey: string, partitionCount: number): number {
  const bytes = Buffer.from(partitionKey, 'utf8');
  const { b, c } = lookup3(bytes);
  const hash = ((b ^ c) << 16) >> 16;
  return Math.abs(hash % partitionCount);
}

const rotate = (word: number, bits: number) => (word << bits) | (word >>> (32 - bits));

/** All sums are modulo 2³²; `| 0` keeps them there. */
function lookup3(bytes: Buffer): { b: number; c: number } {
  let a = (0xdeadbeef + bytes.length) | 0;
  let b = a;
  let c = a;
  let start = 0;
  for (; bytes.length - start > 12; start += 12) {
    [a, b, c] = mix((a + word(bytes, start)) | 0, (b + word(bytes, start + 4)) | 0, (c + word(bytes, start + 8)) | 0);
  }
  if (start === bytes.length) return { b, c };
  return finish((a + word(bytes, start)) | 0, (b + word(bytes, start + 4)) | 0, (c + word(bytes, start + 8)) | 0);
}

/** Four bytes, little-endian; bytes behind the end count as 0. */
const word = (bytes: Buffer, at: number) => [0, 1, 2, 3].reduce((sum, i) => sum | ((bytes[at + i] ?? 0) << (8 * i)), 0);

function mix(a: number, b: number, c: number): [number, number, number] {
  a = ((a - c) | 0) ^ rotate(c, 4);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 6);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 8);
  b = (b + a) | 0;
  a = ((a - c) | 0) ^ rotate(c, 16);
  c = (c + b) | 0;
  b = ((b - a) | 0) ^ rotate(a, 19);
  a = (a + c) | 0;
  c = ((c - b) | 0) ^ rotate(b, 4);
  b = (b + a) | 0;
  return [a, b, c];
}

function finish(a: number, b: number, c: number): { b: number; c: number } {
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return { b, c };
}
