/**
 * Reads a .NET time span, `[d.]hh:mm:ss[.fffffff]`, into ms.
 *
 * @throws Error that quotes the text.
 */
export function timeSpanMs(text: string): number {
  const match = /^(?:(\d+)\.)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(text);
  if (!match) throw new Error(`'${text}' is not a time span (hh:mm:ss)`);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1, 5)
    .map((part: string | undefined) => Number(part ?? 0));
  const fraction = Number(`0.${match[5] ?? 0}`);
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds + fraction) * 1000);
}
