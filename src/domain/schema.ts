import { AppError } from './errors.ts';

/** The schema of stored items and messages that this code writes; it reads this one and the one before. */
const known = 1;

/** Whether newer code wrote this: it is left alone, for newer code to go on with. */
export const isNewer = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'schema' in value &&
  typeof value.schema === 'number' &&
  value.schema > known;

/** @throws AppError `unavailable` for what newer code wrote: whoever needs it comes again later. */
export function refuseNewer<T>(value: T): T {
  if (isNewer(value))
    throw new AppError('unavailable', 'A newer version of docscore has this document', {
      next: 'Wait until the deployment is over',
      retryAfterSeconds: 60,
    });
  return value;
}
