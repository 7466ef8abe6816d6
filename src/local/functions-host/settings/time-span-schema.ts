import { z } from 'zod';
import { messageOf } from '../host-log.ts';
import { timeSpanMs } from './time-span.ts';

/** A .NET time span in a file; ms in the program. */
export const TimeSpan = z.string().transform((text, context) => {
  try {
    return timeSpanMs(text);
  } catch (error) {
    context.addIssue(messageOf(error));
    return z.NEVER;
  }
});
