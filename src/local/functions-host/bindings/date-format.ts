/** What .NET's custom date formats mean, as far as paths use them. */
const parts: Record<string, (date: Date) => string> = {
  yyyy: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  yy: (date) => two(date.getUTCFullYear() % 100),
  MM: (date) => two(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  dd: (date) => two(date.getUTCDate()),
  d: (date) => String(date.getUTCDate()),
  HH: (date) => two(date.getUTCHours()),
  H: (date) => String(date.getUTCHours()),
  hh: (date) => two(date.getUTCHours() % 12 || 12),
  mm: (date) => two(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => two(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  fff: (date) => String(date.getUTCMilliseconds()).padStart(3, '0'),
  K: () => 'Z',
};

const two = (value: number) => String(value).padStart(2, '0');

/** A literal in quotes, an escaped character, a run of one letter, or anything else. */
const token = /'([^']*)'|\\(.)|(([A-Za-z])\4*)|([^A-Za-z'\\])/g;

/** The format of `{DateTime}` and `{sys.utcnow}` without one. Source: azure-webjobs-sdk, BindingDataPathHelper. */
export const defaultDateFormat = `yyyy-MM-dd'T'HH-mm-ssK`;

/**
 * A date in UTC by a .NET format, for example `yyyy-MM-dd`.
 *
 * @throws Error that names a part of the format that is not supported.
 */
export function formatDate(date: Date, format: string): string {
  return format.replace(
    token,
    (
      _,
      quoted: string | undefined,
      escaped: string | undefined,
      run: string | undefined,
      _letter,
      other: string | undefined,
    ) => {
      if (run === undefined) return quoted ?? escaped ?? other ?? '';
      if (run === 'T' || run === 'Z') return run;
      const part = parts[run];
      if (!part) throw new Error(`The date format '${format}' is not supported by this host: '${run}'`);
      return part(date);
    },
  );
}
