const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Characters that move the cursor, change the direction of text or cannot be seen: controls, lone surrogates, line separators,
 * and all default-ignorable ones but the joiners and variation selectors that emoji and some scripts need.
 */
const hidden =
  /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** What a person may see of text that somebody else wrote: every hidden character as `\u202e`. */
export function printable(text: string): string {
  return text.replace(hidden, escaped);
}

/** The same in pieces that must not be torn apart: graphemes and escapes. */
export function printablePieces(text: string): string[] {
  return Array.from(graphemes.segment(text)).flatMap(({ segment }) => splitEscapes(segment));
}

/** JSON on one line. Its escapes are JSON's own, so that a terminal is as safe as with `printable`. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value).replace(hidden, escaped);
}

function splitEscapes(segment: string): string[] {
  const whole = printable(segment);
  return whole === segment ? [segment] : Array.from(segment, printable);
}

/** In UTF-16 units, as JSON and JavaScript write them. */
function escaped(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
