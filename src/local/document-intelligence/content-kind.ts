import { invalidContent, unsupportedContent } from './errors.ts';

/** What this server reads. */
export type ContentKind = 'pdf' | 'image';

/** How a kind of file begins, in Latin-1; `at` where it is not the first byte. */
const signatures: readonly {
  readonly begins: string;
  readonly at?: number;
  readonly is: ContentKind | { name: string };
}[] = [
  { begins: '%PDF-', is: 'pdf' },
  { begins: '\x89PNG\r\n\x1a\n', is: 'image' },
  { begins: '\xff\xd8\xff', is: 'image' },
  { begins: 'II*\0', is: { name: 'TIFF' } },
  { begins: 'MM\0*', is: { name: 'TIFF' } },
  { begins: 'BM', is: { name: 'BMP' } },
  { begins: 'ftyphei', at: 4, is: { name: 'HEIF' } },
  { begins: 'ftypmif1', at: 4, is: { name: 'HEIF' } },
  { begins: 'PK\x03\x04', is: { name: 'Office files (DOCX, XLSX, PPTX)' } },
  { begins: '<!DOCTYPE html', is: { name: 'HTML' } },
  { begins: '<html', is: { name: 'HTML' } },
];

/** The bytes that `contentKind` wants to see. */
export const SIGNATURE_BYTES = 1024;

/**
 * What a file is, by its first bytes.
 *
 * @throws DocumentIntelligenceError 400: `InvalidContent` for what nobody reads, `UnsupportedContent` for what only the service reads.
 */
export function contentKind(bytes: Uint8Array): ContentKind {
  const start = Buffer.from(bytes.subarray(0, SIGNATURE_BYTES)).toString('latin1');
  const found = signatures.find(({ begins, at = 0 }) => start.startsWith(begins, at))?.is;
  if (found === undefined) throw invalidContent();
  if (typeof found === 'object') throw unsupportedContent(found.name);
  return found;
}

/** The largest file of the paid tier. Source: learn.microsoft.com/azure/ai-services/document-intelligence/service-limits */
export const MAX_CONTENT_BYTES = 500 * 1024 * 1024;
