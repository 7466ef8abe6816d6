import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import { fieldErrors } from './field-errors.ts';

/** The request's query; the function key that may be in it is the host's affair. @throws AppError `invalid`. */
export function queryOf<Query extends z.ZodObject>(request: HttpRequest, schema: Query): z.infer<Query> {
  const given = Object.fromEntries([...request.query].filter(([name]) => name !== 'code'));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new AppError('invalid', z.prettifyError(parsed.error), {
      next: 'Mend the query',
      errors: fieldErrors(parsed.error),
    });
  return parsed.data;
}
