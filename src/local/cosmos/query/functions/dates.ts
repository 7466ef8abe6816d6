import type { Value } from '../values.ts';
import {
  type DatePart,
  type Ticks,
  floored,
  lengthNs,
  nsPerTick,
  partOf,
  text,
  ticksOf,
  ticksPerMs,
} from './date-time.ts';
import { type SqlFunction, on } from './signature.ts';

const dateOf = (ticks: Ticks) => new Date(Number(floored(ticks, ticksPerMs)));

function add([name, count, date]: readonly Value[]): Value {
  const [part, ticks] = [partOf(name), ticksOf(date)];
  if (part === undefined || ticks === undefined || typeof count !== 'number') return undefined;
  const length = lengthNs[part];
  if (length !== undefined) return text(ticks + floored(BigInt(Math.trunc(count)) * length, nsPerTick));
  return text(ticks + monthsLater(dateOf(ticks), Math.trunc(count) * (part === 'year' ? 12 : 1)) * ticksPerMs);
}

/** How many ms later; as in .NET, the 31st moved into a shorter month is its last day. */
function monthsLater(date: Date, months: number): bigint {
  const moved = new Date(date);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(date.getUTCDate(), last));
  return BigInt(moved.getTime() - date.getTime());
}

function part([name, date]: readonly Value[]): Value {
  const [wanted, ticks] = [partOf(name), ticksOf(date)];
  if (wanted === undefined || ticks === undefined) return undefined;
  const at = dateOf(ticks);
  const nanoseconds = (ticks - floored(ticks, 10_000_000n) * 10_000_000n) * nsPerTick;
  const values: Record<DatePart, number> = {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    millisecond: at.getUTCMilliseconds(),
    microsecond: Number(nanoseconds / 1000n),
    nanosecond: Number(nanoseconds),
  };
  return values[wanted];
}

/** Counts the borders between the two dates. */
function difference([name, start, end]: readonly Value[]): Value {
  const [wanted, from, to] = [partOf(name), ticksOf(start), ticksOf(end)];
  if (wanted === undefined || from === undefined || to === undefined) return undefined;
  const [first, second] = [dateOf(from), dateOf(to)];
  const years = second.getUTCFullYear() - first.getUTCFullYear();
  if (wanted === 'year') return years;
  if (wanted === 'month') return years * 12 + second.getUTCMonth() - first.getUTCMonth();
  const length = lengthNs[wanted] ?? 1n;
  return Number(floored(to * nsPerTick, length) - floored(from * nsPerTick, length));
}

/** Rounds down to a whole number of bins since `origin`. */
function bin([date, name, size = 1, origin = '1970-01-01']: readonly Value[]): Value {
  const [wanted, ticks, start] = [partOf(name), ticksOf(date), ticksOf(origin)];
  const length = wanted && lengthNs[wanted];
  if (ticks === undefined || start === undefined || length === undefined) return undefined;
  if (typeof size !== 'number' || !Number.isInteger(size) || size <= 0) return undefined;
  const binNs = length * BigInt(size);
  return text(start + floored(floored((ticks - start) * nsPerTick, binNs) * binNs, nsPerTick));
}

/** Year, month, day, and maybe hour, minute, second and ticks of the second. */
function fromParts(values: readonly Value[]): Value {
  const numbers = values.map((value) => (typeof value === 'number' && Number.isInteger(value) ? value : -1));
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = numbers;
  if (numbers.includes(-1) || numbers.some((value) => value < 0) || year < 1 || year > 9999 || fraction > 9_999_999)
    return undefined;
  const digits = (value: number, width: number) => String(value).padStart(width, '0');
  const [date, time] = [
    [digits(year, 4), digits(month, 2), digits(day, 2)],
    [hour, minute, second],
  ];
  const made = ticksOf(`${date.join('-')}T${time.map((value) => digits(value, 2)).join(':')}.${digits(fraction, 7)}Z`);
  // A 31st of April would be a day of May.
  return made !== undefined && dateOf(made).getUTCDate() === day ? text(made) : undefined;
}

const now = (of: (nowMs: number) => Value) => on(0, 0, (_, nowMs) => of(nowMs));
const fromText = (of: (ticks: Ticks) => Value) =>
  on(1, 1, ([date]) => {
    const ticks = ticksOf(date);
    return ticks === undefined ? undefined : of(ticks);
  });
const fromNumber = (toTicks: (count: number) => Ticks) =>
  on(1, 1, ([count]) =>
    typeof count === 'number' && Number.isFinite(count) ? text(toTicks(Math.trunc(count))) : undefined,
  );
const ofMs = (ms: number): Ticks => BigInt(Math.trunc(ms)) * ticksPerMs;

/** Source: learn.microsoft.com/cosmos-db/query/date-time-functions */
export const dateFunctions: Readonly<Record<string, SqlFunction>> = {
  GETCURRENTTIMESTAMP: now((ms) => ms),
  GETCURRENTTIMESTAMPSTATIC: now((ms) => ms),
  GETCURRENTDATETIME: now((ms) => text(ofMs(ms))),
  GETCURRENTDATETIMESTATIC: now((ms) => text(ofMs(ms))),
  GETCURRENTTICKS: now((ms) => Number(ofMs(ms))),
  GETCURRENTTICKSSTATIC: now((ms) => Number(ofMs(ms))),
  DATETIMETOTIMESTAMP: fromText((ticks) => Number(floored(ticks, ticksPerMs))),
  DATETIMETOTICKS: fromText(Number),
  TIMESTAMPTODATETIME: fromNumber(ofMs),
  TICKSTODATETIME: fromNumber(BigInt),
  DATETIMEADD: on(3, 3, add),
  DATETIMEPART: on(2, 2, part),
  DATETIMEDIFF: on(3, 3, difference),
  DATETIMEBIN: on(2, 4, bin),
  DATETIMEFROMPARTS: on(3, 7, fromParts),
};
