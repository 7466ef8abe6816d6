import type { HttpRequest } from '@azure/functions';
import { AppError } from '../../../domain/errors.ts';

/** Visible ASCII: what every client can send and every log can show. */
const allowed = /^[\x21-\x7e]{1,255}$/;

/** The `Idempotency-Key` of a request. @throws AppError `invalid`. */
export function keyOf(request: HttpRequest): string | undefined {
  const key = request.headers.get('idempotency-key');
  if (key === null) return undefined;
  if (!allowed.test(key))
    throw new AppError('invalid', 'An Idempotency-Key has 1 to 255 visible ASCII characters', {
      next: 'Send a UUID',
    });
  return key;
}
