import type { Value } from '../values.ts';
import { type SqlFunction, on } from './signature.ts';

/** 100 ns ticks of .NET at 1970-01-01. */
const epochTicks = 621_355_968_000_000_000;
const ticksPerMs = 10_000;

/** ISO 8601 in UTC with 7 decimals, as the service writes it. */
const text = (ms: number): Value =>
  Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString().replace('Z', '0000Z') : undefined;

/** Only the ISO 8601 forms that the service takes; `Date.parse` alone would take more. */
function milliseconds(value: Value): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(value))
    return undefined;
  const zoned = /T.*(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : value.includes('T') ? `${value}Z` : value;
  const ms = Date.parse(zoned);
  return Number.isNaN(ms) ? undefined : ms;
}

const units: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    year: ['year', 'yyyy', 'yy'],
    month: ['month', 'mm', 'm'],
    weekday: ['weekday', 'dw', 'w'],
    day: ['day', 'dd', 'd'],
    hour: ['hour', 'hh'],
    minute: ['minute', 'mi', 'n'],
    second: ['second', 'ss', 's'],
    millisecond: ['millisecond', 'ms'],
  }).flatMap(([unit, names]) => names.map((name) => [name, unit])),
);

const lengthMs: Readonly<Record<string, number>> = {
  day: 86_400_000,
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};

const unitOf = (part: Value) => (typeof part === 'string' ? units[part.toLowerCase()] : undefined);

function add([part, count, date]: readonly Value[]): Value {
  const [unit, ms] = [unitOf(part), milliseconds(date)];
  if (unit === undefined || ms === undefined || typeof count !== 'number') return undefined;
  const length = lengthMs[unit];
  if (length !== undefined) return text(ms + Math.trunc(count) * length);
  if (unit === 'weekday') return undefined;
  const moved = new Date(ms);
  const months = Math.trunc(count) * (unit === 'year' ? 12 : 1);
  // As .NET: the 31st moved into a shorter month is its last day.
  const day = moved.getUTCDate();
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(day, last));
  return text(moved.getTime());
}

function partOf([part, date]: readonly Value[]): Value {
  const [unit, ms] = [unitOf(part), milliseconds(date)];
  if (unit === undefined || ms === undefined) return undefined;
  const at = new Date(ms);
  const parts: Record<string, number> = {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    weekday: at.getUTCDay() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    millisecond: at.getUTCMilliseconds(),
  };
  return parts[unit];
}

/** Counts the borders between the two dates. */
function difference([part, start, end]: readonly Value[]): Value {
  const [unit, from, to] = [unitOf(part), milliseconds(start), milliseconds(end)];
  if (unit === undefined || from === undefined || to === undefined) return undefined;
  const [first, second] = [new Date(from), new Date(to)];
  const years = second.getUTCFullYear() - first.getUTCFullYear();
  if (unit === 'year') return years;
  if (unit === 'month') return years * 12 + second.getUTCMonth() - first.getUTCMonth();
  const length = lengthMs[unit];
  return length === undefined ? undefined : Math.floor(to / length) - Math.floor(from / length);
}

const now = (of: (nowMs: number) => Value) => on(0, 0, (_, nowMs) => of(nowMs));
const fromText = (of: (ms: number) => Value) =>
  on(1, 1, ([date]) => {
    const ms = milliseconds(date);
    return ms === undefined ? undefined : of(ms);
  });
const fromNumber = (of: (count: number) => Value) =>
  on(1, 1, ([count]) => (typeof count === 'number' ? of(count) : undefined));

/** Source: learn.microsoft.com/cosmos-db/query/date-time-functions */
export const dateFunctions: Readonly<Record<string, SqlFunction>> = {
  GETCURRENTTIMESTAMP: now((ms) => ms),
  GETCURRENTTIMESTAMPSTATIC: now((ms) => ms),
  GETCURRENTDATETIME: now(text),
  GETCURRENTDATETIMESTATIC: now(text),
  GETCURRENTTICKS: now((ms) => ms * ticksPerMs + epochTicks),
  GETCURRENTTICKSSTATIC: now((ms) => ms * ticksPerMs + epochTicks),
  DATETIMETOTIMESTAMP: fromText((ms) => ms),
  DATETIMETOTICKS: fromText((ms) => ms * ticksPerMs + epochTicks),
  TIMESTAMPTODATETIME: fromNumber(text),
  TICKSTODATETIME: fromNumber((ticks) => text((ticks - epochTicks) / ticksPerMs)),
  DATETIMEADD: on(3, 3, add),
  DATETIMEPART: on(2, 2, partOf),
  DATETIMEDIFF: on(3, 3, difference),
};
