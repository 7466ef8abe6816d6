import type { Value } from '../values.ts';

/** A moment in ticks of 100 ns since 1970, UTC: what the service counts in. */
export type Ticks = bigint;

export const ticksPerMs = 10_000n;
const lastMs = 8.64e15;

/** ISO 8601 in UTC with 7 decimals, as the service writes it; undefined beyond what a date can be. */
export function text(ticks: Ticks): Value {
  const ms = Number(floored(ticks, ticksPerMs));
  if (Math.abs(ms) > lastMs) return undefined;
  const rest = String(ticks - BigInt(ms) * ticksPerMs).padStart(4, '0');
  return new Date(ms).toISOString().replace('Z', `${rest}Z`);
}

const form = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)(?:(:\d\d)(?:\.(\d{1,7}))?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** Only the ISO 8601 forms that the service takes; `Date.parse` alone would take more. */
export function ticksOf(value: Value): Ticks | undefined {
  const [, day = '', minute = 'T00:00', second = ':00', fraction = '', zone = 'Z'] =
    (typeof value === 'string' ? form.exec(value) : null) ?? [];
  const ms = Date.parse(`${day}${minute}${second}${zone}`);
  return Number.isNaN(ms) ? undefined : BigInt(ms) * ticksPerMs + BigInt(fraction.padEnd(7, '0'));
}

/** Names of date parts. Source: learn.microsoft.com/azure/cosmos-db/nosql/query/datetimepart */
const names = {
  year: ['year', 'yyyy', 'yy'],
  month: ['month', 'mm', 'm'],
  day: ['day', 'dd', 'd'],
  hour: ['hour', 'hh'],
  minute: ['minute', 'mi', 'n'],
  second: ['second', 'ss', 's'],
  millisecond: ['millisecond', 'ms'],
  microsecond: ['microsecond', 'mcs'],
  nanosecond: ['nanosecond', 'ns'],
} as const;

export type DatePart = keyof typeof names;

const parts = new Map(
  Object.entries(names).flatMap(([part, spellings]) => spellings.map((name) => [name as string, part as DatePart])),
);

export const partOf = (name: Value) => (typeof name === 'string' ? parts.get(name.toLowerCase()) : undefined);

/** What parts of one length last, in nanoseconds; years and months differ. */
export const lengthNs: Readonly<Partial<Record<DatePart, bigint>>> = {
  day: 86_400_000_000_000n,
  hour: 3_600_000_000_000n,
  minute: 60_000_000_000n,
  second: 1_000_000_000n,
  millisecond: 1_000_000n,
  microsecond: 1000n,
  nanosecond: 1n,
};

export const nsPerTick = 100n;

/** Division that rounds down, also below zero. */
export function floored(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor < 0n ? quotient - 1n : quotient;
}
