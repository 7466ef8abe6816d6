import { AppError } from '../domain/errors.ts';
import { OcrResult, type OcrPage } from '../domain/ocr.ts';
import type { RunKey } from '../domain/run-key.ts';

/**
 * Puts the pages of a run together.
 *
 * @param pages In any order.
 * @param pageCount How many the document has, as its reader said.
 * @throws AppError `invalid` when a page is missing, there twice, or breaks its schema: a document is complete or not done.
 */
export function ocr(
  run: RunKey,
  engine: OcrResult['engine'],
  pages: readonly OcrPage[],
  pageCount = pages.length,
): OcrResult {
  const { documentId, version, run: number } = run;
  const inOrder = pages.toSorted((a, b) => a.page - b.page);
  const result = OcrResult.safeParse({
    documentId,
    version,
    run: number,
    schema: 1,
    engine,
    pageCount,
    pages: inOrder,
  });
  if (!result.success) {
    const have = inOrder.map(({ page }) => page).join(', ');
    throw new AppError('invalid', `The document has ${pageCount} pages, but these were read: ${have || 'none'}`, {
      cause: result.error,
    });
  }
  return result.data;
}
