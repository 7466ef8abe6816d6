import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';

/** Longest body, in characters. */
const longest = 1_000_000;

/** The request's JSON body. @throws AppError `invalid`, `too-large`; `unsupported` for a form, which a foreign page can send. */
export async function jsonOf<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new AppError('unsupported', 'The body must be JSON', { next: 'Send content-type: application/json' });
  if (Number(request.headers.get('content-length') ?? 0) > longest) throw tooLong();
  const text = await request.text();
  if (text.length > longest) throw tooLong();
  const parsed = schema.safeParse(fromJson(text));
  if (!parsed.success) throw new AppError('invalid', z.prettifyError(parsed.error), { next: 'Mend the body' });
  return parsed.data;
}

const tooLong = () => new AppError('too-large', 'The body has at most 1 MB');

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', 'The body is not JSON', { cause });
  }
}
