import { AppError } from '../../domain/errors.ts';
import { decodeText, looksLikeMarkup } from './decode-text.ts';

export type FileKind = 'pdf' | 'png' | 'jpeg' | 'text';

const ACCEPTED = 'Send PDF, PNG, JPEG or plain text.';

/** Bytes that a kind of file begins with, in Latin-1; `at` where it is not the first byte. */
const signatures: readonly {
  readonly begins: string;
  readonly at?: number;
  readonly is: FileKind | { name: string };
}[] = [
  { begins: '%PDF-', is: 'pdf' },
  { begins: '\x89PNG\r\n\x1a\n', is: 'png' },
  { begins: '\xff\xd8\xff', is: 'jpeg' },
  { begins: 'GIF8', is: { name: 'a GIF picture' } },
  { begins: 'II*\0', is: { name: 'a TIFF picture' } },
  { begins: 'MM\0*', is: { name: 'a TIFF picture' } },
  { begins: 'II+\0', is: { name: 'a TIFF picture' } },
  { begins: 'MM\0+', is: { name: 'a TIFF picture' } },
  { begins: 'WEBP', at: 8, is: { name: 'a WebP picture' } },
  { begins: 'ftyp', at: 4, is: { name: 'a HEIC or AVIF picture or a film' } },
  { begins: 'BM', is: { name: 'a BMP picture' } },
  { begins: 'PK\x03\x04', is: { name: 'a ZIP archive (Word and Excel files are ZIP archives too)' } },
  { begins: 'PK\x05\x06', is: { name: 'an empty ZIP archive' } },
  { begins: '\x1f\x8b', is: { name: 'a GZIP archive' } },
  { begins: '7z\xbc\xaf', is: { name: 'a 7-Zip archive' } },
  { begins: 'Rar!', is: { name: 'a RAR archive' } },
  { begins: '\xd0\xcf\x11\xe0', is: { name: 'an old Office file' } },
  { begins: '{\\rtf', is: { name: 'an RTF file' } },
  { begins: '%!PS', is: { name: 'a PostScript file' } },
  { begins: 'MZ', is: { name: 'a Windows program' } },
  { begins: '\x7fELF', is: { name: 'a program' } },
];

/** Extensions that promise something other than plain text. */
const notText =
  /\.(pdf|png|jpe?g|jfif|gif|tiff?|webp|bmp|hei[cf]|avif|svgz?|x?html?|xml|docx?|xlsx?|pptx?|od[tsp]|rtf|zip|gz|7z|rar|exe|dll|ps|eps)$/i;

/**
 * What a file is, by its content; the name's extension counts only where the content has no signature.
 *
 * @throws AppError `rejected` when it is empty or not what its name says, `unsupported` when nobody here reads it.
 */
export function fileKind(bytes: Uint8Array, name: string): FileKind {
  if (bytes.length === 0) throw new AppError('rejected', 'The file is empty.', { next: 'Upload it again.' });
  const start = String.fromCharCode(...bytes.subarray(0, 64));
  // Some scanners put a byte order mark or blanks before the signature; anything more would be another file's content.
  const trimmed = start.replace(/^(?:\xef\xbb\xbf)?[\t\r\n\f ]*/, '');
  const known = signatures.find(({ begins, at = 0 }) => start.startsWith(begins, at));
  const found = known?.is ?? (trimmed.startsWith('%PDF-') ? 'pdf' : undefined);
  if (typeof found === 'string') return found;
  // Two letters are a word's beginning too.
  if (found && !(known && known.begins.length === 2 && decodeText(bytes) !== undefined)) throw unsupported(found.name);
  return textKind(bytes, name);
}

function textKind(bytes: Uint8Array, name: string): FileKind {
  const text = decodeText(bytes);
  const extension = notText.exec(name)?.[0].toLowerCase();
  if (text !== undefined && looksLikeMarkup(text)) throw unsupported('an HTML, SVG or XML file');
  if (extension && /\.(pdf|png|jpe?g|jfif)$/.test(extension)) {
    const kind = extension.slice(1).toUpperCase();
    throw new AppError(
      'rejected',
      `The file is named ${extension} but its content is not ${kind}: it is damaged or was saved wrongly.`,
      {
        next: 'Open it on your computer; if it shows, export it again and upload that.',
      },
    );
  }
  if (text === undefined) throw unsupported('a binary file of a kind not known here');
  if (extension) throw unsupported(`a ${extension} file`);
  return 'text';
}

const unsupported = (looksLike: string) =>
  new AppError('unsupported', `The file looks like ${looksLike}, which is not read here.`, { next: ACCEPTED });
