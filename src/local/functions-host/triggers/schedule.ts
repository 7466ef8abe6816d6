import { CronExpressionParser } from 'cron-parser';
import { timeSpanMs } from '../settings/time-span.ts';

/** When a timer fires next after a moment. */
export type Schedule = (after: Date) => Date;

/** How many days to look at for one that fits both the day of the month and the day of the week. */
const patience = 100_000;

/**
 * Reads an NCRONTAB expression (`{second} {minute} {hour} {day} {month} {day of week}`, the second may be left out) or a time span.
 *
 * @throws Error that quotes the expression.
 */
export function parseSchedule(expression: string, timeZone: string): Schedule {
  if (isConstant(expression)) {
    const everyMs = timeSpanMs(expression);
    if (everyMs <= 0) throw new Error(`The schedule '${expression}' never advances`);
    return (after) => new Date(after.getTime() + everyMs);
  }
  const fields = expression.trim().split(/\s+/);
  // The library knows more than NCRONTAB: what the cloud refuses is refused here.
  if (![5, 6].includes(fields.length) || /[?#@]|\b[HLW]\b|\d[LW]/i.test(expression))
    throw new Error(`The schedule '${expression}' is not an NCRONTAB expression of five or six fields`);
  return cronSchedule(expression, fields, timeZone);
}

/** Whether the expression is a time span: the same interval at any time of the year. */
export function isConstant(expression: string): boolean {
  return /^[\d.]*\d+:\d+:\d+/.test(expression);
}

/** NCRONTAB wants day of month and day of week both to fit; cron, and so the library, wants one of them. */
function cronSchedule(expression: string, fields: string[], timeZone: string): Schedule {
  const weekDays = fields.at(-1) ?? '*';
  const parse = (text: string, currentDate: Date) => {
    try {
      return CronExpressionParser.parse(text, { currentDate, tz: timeZone });
    } catch (error) {
      throw new Error(`The schedule '${expression}' cannot be read`, { cause: error });
    }
  };
  const isBothGiven = weekDays !== '*' && fields.at(-3) !== '*';
  const allowed = new Set(parse(expression, new Date()).fields.dayOfWeek.values.map((day) => Number(day) % 7));
  const search = isBothGiven ? [...fields.slice(0, -1), '*'].join(' ') : expression;
  return (after) => {
    const iterator = parse(search, after);
    for (let tries = 0; tries < patience; tries++) {
      const next = iterator.next();
      if (!isBothGiven || allowed.has(next.getDay())) return next.toDate();
    }
    throw new Error(`The schedule '${expression}' never fires`);
  };
}
