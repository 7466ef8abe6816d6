import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../../domain/errors.ts';
import { decodeText } from '../../pipeline/reading/decode-text.ts';
import { fileKind } from '../../pipeline/reading/file-kind.ts';
import type { ReaderLimits } from './limits.ts';
import type { OpenDocument } from './opened.ts';
import { openText } from './text-document.ts';

/** Opens a file as what its content says it is. @throws AppError `rejected`, `unsupported`. */
export async function openDocument(path: string, name: string, limits: ReaderLimits) {
  const bytes = readFileSync(path);
  const document = await openKind(bytes, path, name, limits);
  const { pageCount } = document;
  if (pageCount < 1 || pageCount > limits.pages) {
    document.close();
    const count = pageCount < 1 ? 'no pages' : `${pageCount} pages; at most ${limits.pages} are read`;
    throw new AppError('rejected', `The document has ${count}.`, { next: 'Split it and upload the parts.' });
  }
  return { document, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function openKind(bytes: Buffer, path: string, name: string, limits: ReaderLimits): Promise<OpenDocument> {
  const kind = fileKind(bytes, name);
  if (kind === 'text') return openText(decodeText(bytes) ?? '');
  // Loaded at first need: a start is faster without.
  if (kind === 'pdf') return (await import('./pdf-document.ts')).openPdf(bytes, limits);
  return (await import('./image-document.ts')).openImage(bytes, limits);
}
