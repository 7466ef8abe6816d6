import { printablePieces } from './printable.ts';

/** East Asian wide and full-width blocks. Source: unicode.org/Public/UCD/latest/ucd/EastAsianWidth.txt, W and F, joined generously. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x17000, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
];
const pictures = /\p{Emoji_Presentation}|\ufe0f/u;
const marksOnly = /^(?:\p{Mn}|\p{Me}|\u200c|\u200d|\ufe0e|\ufe0f)+$/u;

/** Columns of a terminal that the text takes once it is `printable`. */
export function textWidth(text: string): number {
  return printablePieces(text).reduce((sum, piece) => sum + pieceWidth(piece), 0);
}

/** Of one piece of `printablePieces`. */
export function pieceWidth(piece: string): number {
  const code = piece.codePointAt(0) ?? 0;
  if (code < 0x80) return pictures.test(piece) ? 2 : asciiLength(piece);
  if (marksOnly.test(piece)) return 0;
  return pictures.test(piece) || wideBlocks.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

/** An escape is many characters; a letter with its accents is one. */
function asciiLength(piece: string): number {
  return piece.startsWith('\\u') ? piece.length : 1;
}
