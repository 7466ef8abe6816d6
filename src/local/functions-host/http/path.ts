/** The path of a request as routes and handlers see it. */
export interface RequestPath {
  /** Decoded, `.` and `..` resolved; starts with a slash. Routes are matched against it. */
  decoded: string;
  /** `decoded`, encoded again: what the handler's URL holds. */
  encoded: string;
  /** With its question mark, as it came, or empty. */
  query: string;
}

/**
 * Reads a request target as Kestrel does: percent-encoding is decoded except `%2f`, then dot segments are resolved. So `%2f` and
 * `%252f` become alike, and `%2e%2e` is a step up.
 *
 * @returns undefined for a target that is refused with 400 (`%00`, or not a path).
 */
export function readPath(target: string): RequestPath | undefined {
  const absolute = /^https?:\/\/[^/?#]*/i.exec(target);
  const rest = absolute ? target.slice(absolute[0].length) || '/' : target;
  const end = rest.search(/[?#]/);
  const raw = end < 0 ? rest : rest.slice(0, end);
  const query = end < 0 || rest[end] === '#' ? '' : rest.slice(end).replace(/#.*$/, '');
  if (!raw.startsWith('/')) return undefined;
  if (plain.test(raw)) return { decoded: raw, encoded: raw, query };
  const decoded = resolveDots(decodePath(raw));
  if (decoded.includes('\0')) return undefined;
  return { decoded, encoded: encodePath(decoded), query };
}

/** Nothing in it needs decoding or resolving. */
const plain = /^(?:\/(?!\.)[\w.~!$&'()*+,;=:@-]*)+$/;

/** Octets that are not UTF-8 stay encoded. */
function decodePath(raw: string): string {
  return raw.replace(/(?:%(?!2f)[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

function resolveDots(path: string): string {
  if (!/\/\.{1,2}(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const segments = path.slice(1).split('/');
  segments.forEach((segment, index) => {
    if (segment === '..') kept.pop();
    else if (segment !== '.') kept.push(segment);
    if ((segment === '.' || segment === '..') && index === segments.length - 1) kept.push('');
  });
  return `/${kept.join('/')}`;
}

/** Source: ASP.NET Core, PathString.ToUriComponent. */
function encodePath(path: string): string {
  return path.replace(/[^\w.~!$&'()*+,;=:@/-]+/g, (text) =>
    Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
