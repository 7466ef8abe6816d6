/** When a timer ran and will run; kept between runs. ISO text. */
export interface ScheduleStatus {
  Last: string;
  Next: string;
  LastUpdated: string;
}

/** What the runtime shows for a timer that never ran: .NET's smallest date. */
export const never = '0001-01-01T00:00:00+00:00';

/**
 * The timer's datum; the library makes the names camelCase.
 *
 * @param isAdjusted Whether the schedule follows the clock's changes between summer and winter; a plain interval does not.
 */
export function timerInput(status: ScheduleStatus | undefined, isPastDue: boolean, isAdjusted = true) {
  return { Schedule: { AdjustForDST: isAdjusted }, ScheduleStatus: status ?? null, IsPastDue: isPastDue };
}

/** A date with its offset, as .NET writes it: `2026-01-31T08:00:00+00:00`. */
export function dateWithOffset(date: Date): string {
  return date.toISOString().replace(/\.?0*Z$/, '+00:00');
}
