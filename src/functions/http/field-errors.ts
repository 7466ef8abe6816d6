import type { z } from 'zod';
import type { FieldError } from '../../domain/errors.ts';

/** What zod found wrong, each with its place. An unknown member is named itself, not the object that holds it. */
export function fieldErrors({ issues }: z.ZodError): FieldError[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ pointer: pointer([...issue.path, key]), message: 'There is no such field' }));
    const allowed = issue.code === 'invalid_value' ? { allowed: issue.values } : {};
    return [{ pointer: pointer(issue.path), message: issue.message, ...allowed }];
  });
}

/** RFC 6901. The empty pointer means the whole. */
const pointer = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
