/**
 * `_rid`s as the service builds them: 4 bytes for a database, 8 for a container, 16 for an item, each beginning with its
 * parent's. The SDK keeps a session token only under a container `_rid` of 8 bytes.
 */
export function databaseRid(number: number): string {
  return encoded(databaseBytes(number));
}

export function containerRid(database: number, number: number): string {
  return encoded(containerBytes(database, number));
}

export function itemRid(container: string, number: number): string {
  const bytes = Buffer.alloc(16);
  Buffer.from(container.replaceAll('-', '/'), 'base64').copy(bytes);
  bytes.writeBigUInt64LE(BigInt(number), 8);
  return encoded(bytes);
}

function databaseBytes(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

function containerBytes(database: number, number: number): Buffer {
  const bytes = Buffer.alloc(4);
  // The top bit tells a container from a user.
  bytes.writeUInt32BE((number | 0x80000000) >>> 0);
  return Buffer.concat([databaseBytes(database), bytes]);
}

function encoded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('/', '-');
}
