/**
 * A frame: u32 length of all that follows, u32 length of the JSON, the JSON, bytes. Little-endian. The bytes are a body that would be
 * dear as JSON.
 */
const headBytes = 8;

/** A body is copied beside its JSON up to this size; a longer one is written as it is. */
const copiedBytes = 16_384;

interface Frame {
  message: unknown;
  parts: readonly Uint8Array[];
}

/** What is written for some frames, in order: as few pieces as possible, for each costs a part of a system call. */
export function encodeFrames(frames: readonly Frame[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let small: Encoded[] = [];
  const copySmall = () => {
    if (small.length > 0) pieces.push(copy(small));
    small = [];
  };
  for (const frame of frames) {
    const encoded = encode(frame);
    const isSmall = encoded.bodyBytes <= copiedBytes;
    small.push(isSmall ? encoded : { ...encoded, parts: [] });
    if (isSmall) continue;
    copySmall();
    pieces.push(...encoded.parts);
  }
  copySmall();
  return pieces;
}

interface Encoded {
  json: string;
  jsonBytes: number;
  parts: readonly Uint8Array[];
  bodyBytes: number;
}

function encode({ message, parts }: Frame): Encoded {
  const json = JSON.stringify(message);
  let bodyBytes = 0;
  for (const part of parts) bodyBytes += part.length;
  return { json, jsonBytes: Buffer.byteLength(json), parts, bodyBytes };
}

function copy(frames: readonly Encoded[]): Buffer {
  let sizeBytes = 0;
  for (const { jsonBytes, parts, bodyBytes } of frames)
    sizeBytes += headBytes + jsonBytes + (parts.length && bodyBytes);
  const all = Buffer.allocUnsafe(sizeBytes);
  let at = 0;
  for (const { json, jsonBytes, parts, bodyBytes } of frames) {
    all.writeUInt32LE(4 + jsonBytes + bodyBytes, at);
    all.writeUInt32LE(jsonBytes, at + 4);
    all.write(json, at + headBytes);
    at += headBytes + jsonBytes;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
  }
  return all;
}

/** Cuts what arrives into frames, whatever the pieces it arrives in. */
export function frameReader(onFrame: (message: unknown, bytes: Buffer) => void): (chunk: Buffer) => void {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let neededBytes = headBytes;
  return (chunk) => {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < neededBytes) return;
    const all = held.length === 1 ? chunk : Buffer.concat(held, heldBytes);
    let at = 0;
    neededBytes = headBytes;
    while (all.length - at >= headBytes) {
      const end = at + 4 + all.readUInt32LE(at);
      if (end > all.length) {
        neededBytes = end - at;
        break;
      }
      const bodyAt = at + headBytes + all.readUInt32LE(at + 4);
      onFrame(JSON.parse(all.toString('utf8', at + headBytes, bodyAt)), all.subarray(bodyAt, end));
      at = end;
    }
    held = at === all.length ? [] : [all.subarray(at)];
    heldBytes = all.length - at;
  };
}
