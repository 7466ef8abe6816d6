import { printablePieces } from './printable.ts';
import { pieceWidth } from './width.ts';

/** Fits text into `width` columns by leaving out its middle: a name's folder and its extension both say something. */
export function shortenMiddle(text: string, width: number): string {
  const pieces = printablePieces(text);
  if (widthOf(pieces) <= width) return pieces.join('');
  if (width < 2) return width < 1 ? '' : '…';
  const tail = takeFitting(pieces.toReversed(), Math.floor((width - 1) / 2)).toReversed();
  const head = takeFitting(pieces, width - 1 - widthOf(tail));
  return [...head, '…', ...tail].join('');
}

/** Fits text into `width` columns by leaving out its end: a sentence says most at its beginning. */
export function shortenEnd(text: string, width: number): string {
  const pieces = printablePieces(text);
  if (widthOf(pieces) <= width) return pieces.join('');
  return width < 1
    ? ''
    : `${takeFitting(pieces, width - 1)
        .join('')
        .trimEnd()}…`;
}

function takeFitting(pieces: readonly string[], width: number): string[] {
  let used = 0;
  const cut = pieces.findIndex((piece) => (used += pieceWidth(piece)) > width);
  return pieces.slice(0, cut === -1 ? pieces.length : cut);
}

const widthOf = (pieces: readonly string[]) => pieces.reduce((sum, piece) => sum + pieceWidth(piece), 0);
