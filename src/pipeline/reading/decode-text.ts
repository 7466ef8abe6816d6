/** UTF-8, or UTF-16 with its byte order mark; without control characters other than tab, line and page breaks. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // eslint-disable-next-line no-control-regex -- control characters are what is looked for
    return /[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]/.test(text) ? undefined : text;
  } catch (error) {
    // What `fatal` throws for bytes that are no text: the answer, not a failure.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** Whether it begins with a tag, or is clearly HTML, SVG or XML near its beginning. A review with a `<br />` is not. */
export function looksLikeMarkup(text: string): boolean {
  return (
    /^\s*<(?:[!?]|\/?[a-z][\w:-]*[\s/>])/i.test(text) ||
    /<(?:!doctype|html|svg|script|\?xml)[\s>]/i.test(text.slice(0, 4096))
  );
}
