import type { HttpRequest } from '@azure/functions';
import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';
import { fieldErrors } from './field-errors.ts';

/** Longest body, in bytes. */
const longest = 1_000_000;

/** The request's JSON body, checked. @throws AppError as `jsonBody`, and `invalid` with the place of each mistake. */
export async function jsonOf<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<T> {
  const parsed = schema.safeParse(await jsonBody(request));
  if (!parsed.success)
    throw new AppError('invalid', z.prettifyError(parsed.error), {
      next: 'Mend the body',
      errors: fieldErrors(parsed.error),
    });
  return parsed.data;
}

/** The request's JSON body. @throws AppError `invalid`, `too-large`; `unsupported` for a form, which a foreign page can send. */
export async function jsonBody(request: HttpRequest): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new AppError('unsupported', 'The body must be JSON', { next: 'Send content-type: application/json' });
  return fromJson(await textOf(request));
}

/** A length that is told is kept to by HTTP itself; a body without one is read no further than the limit. */
async function textOf(request: HttpRequest): Promise<string> {
  const length = request.headers.get('content-length');
  if (length !== null) {
    if (Number(length) > longest) throw tooLong();
    return request.text();
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > longest) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const tooLong = () => new AppError('too-large', 'The body has at most 1 MB');

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', 'The body is not JSON', { cause });
  }
}
