import type { Item } from '../item.ts';
import type { PureFunction } from './pure-function.ts';
import { integer, text } from './texts.ts';

/** Functions on IPv4 ranges. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-cidr. */
export const networkFunctions: Record<string, PureFunction> = {
  cidrSubnet: (range, length, index) => subnet(readRange(range), integer(length), integer(index)),
  cidrHost: (range, index) => host(readRange(range), integer(index)),
  parseCidr: (range) => describe(readRange(range)),
};

interface Range {
  /** The first address as an unsigned number. */
  readonly first: number;
  readonly length: number;
}

function readRange(value: Item | undefined): Range {
  const [, address = '', length = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text(value)) ?? [];
  const bytes = address.split('.').map(Number);
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255) || Number(length) > 32)
    throw new RangeError(`'${text(value)}' is no IPv4 range`);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const size = sizeOf(Number(length));
  return { first: Math.floor(number / size) * size, length: Number(length) };
}

function subnet({ first, length }: Range, wanted: number, index: number): string {
  if (wanted < length || wanted > 32 || index < 0 || index >= 2 ** (wanted - length)) {
    throw new RangeError(`a /${length} has no subnet ${index} of /${wanted}`);
  }
  return `${dotted(first + index * sizeOf(wanted))}/${wanted}`;
}

/** Index 0 is the first usable address. */
function host({ first, length }: Range, index: number): string {
  const reserved = length < 31 ? 1 : 0;
  if (index < 0 || index >= sizeOf(length) - 2 * reserved) throw new RangeError(`a /${length} has no host ${index}`);
  return dotted(first + reserved + index);
}

function describe({ first, length }: Range): Item {
  const last = first + sizeOf(length) - 1;
  const reserved = length < 31 ? 1 : 0;
  return {
    network: dotted(first),
    netmask: dotted(2 ** 32 - sizeOf(length)),
    broadcast: dotted(last),
    firstUsable: dotted(first + reserved),
    lastUsable: dotted(last - reserved),
    cidr: length,
  };
}

function sizeOf(length: number): number {
  return 2 ** (32 - length);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}
