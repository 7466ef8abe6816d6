import { AppError } from '../../domain/errors.ts';

/** Longest blob name, in characters. Source: learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata */
const longest = 1024;

/**
 * The document's name from the route: slashes as they are. Through HTTP nobody can tell `%2f` from `%252f`, so neither is taken.
 * @throws AppError `invalid` that names the broken rule.
 */
export function documentName(parameter: string | undefined): string {
  const broken = (message: string, next: string) => new AppError('invalid', message, { next });
  if (parameter === undefined || parameter === '')
    throw broken('The document has no name', 'Put the name after /api/documents/');
  if (/%2f/i.test(parameter)) throw broken('A name must not hold an encoded slash', 'Send / as it is');
  // eslint-disable-next-line no-control-regex -- Control characters are what it looks for.
  if (/[\u0000-\u001f\u007f-\u009f]/.test(parameter))
    throw broken('A name must not hold control characters', 'Leave them out');
  if (parameter.includes('\\')) throw broken('A name must not hold a backslash', 'Use / between folders');
  if (parameter.length > longest)
    throw broken(
      `A name has at most ${String(longest)} characters, this one ${String(parameter.length)}`,
      'Shorten it',
    );
  if (parameter.endsWith('/') || parameter.endsWith('.'))
    throw broken('A name must not end in a slash or a dot', 'Leave it out');
  return parameter;
}
