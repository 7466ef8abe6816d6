import type { HttpRequest } from '@azure/functions';

/** Of the cookie that a caller may set in place of the header. */
const cookieName = 'docscore-key';

/** What keeps a caller with one slot: header `x-docscore-key`, else the cookie `docscore-key`; without both any will do. */
export function stickyKeyOf({ headers }: HttpRequest): string | undefined {
  const given = headers.get('x-docscore-key');
  if (given !== null && given !== '') return given;
  const cookies = headers.get('cookie');
  if (cookies === null) return undefined;
  const pairs = cookies.split(';').map((pair) => pair.trim());
  const value = pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  return value === '' ? undefined : value;
}
