/** How offsets and lengths count. Source: learn.microsoft.com/rest/api/aiservices/document-models/analyze-document (StringIndexType) */
export const stringIndexTypes = ['textElements', 'unicodeCodePoint', 'utf16CodeUnit'] as const;
export type StringIndexType = (typeof stringIndexTypes)[number];

export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Counts spans of a text, which are in UTF-16 units as JavaScript's strings are, in other units. */
export function spanCounter(text: string, type: StringIndexType): (span: Span) => Span {
  if (type === 'utf16CodeUnit') return (span) => span;
  const counts = unitsBefore(text, type);
  return ({ offset, length }) => {
    const start = counts[offset] ?? 0;
    return { offset: start, length: (counts[offset + length] ?? 0) - start };
  };
}

/** For each UTF-16 offset, how many units begin before it. */
function unitsBefore(text: string, type: 'textElements' | 'unicodeCodePoint'): Uint32Array {
  const counts = new Uint32Array(text.length + 1);
  let [index, units] = [0, 0];
  const units16 = type === 'textElements' ? graphemes(text) : text;
  for (const unit of units16) {
    units++;
    counts.fill(units, index + 1, index + unit.length + 1);
    index += unit.length;
  }
  return counts;
}

function* graphemes(text: string) {
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text)) yield segment;
}
