import { sharp } from '../../adapters/reader/sharp.ts';
import type { ReaderSlot } from '../../ports.ts';
import type { AnalyzeOptions } from './analyze-options.ts';
import { contentKind, SIGNATURE_BYTES } from './content-kind.ts';
import { invalidDimensions } from './errors.ts';
import { firstBytes } from './files.ts';
import { selectedPages } from './page-ranges.ts';
import type { PageSize, PageSizes } from './page-sizes.ts';
import { analyzeResult, type AnalyzeResult, type ReadPage } from './result.ts';

/** Shortest and longest side of a picture, in pixels. Source: learn.microsoft.com/azure/ai-services/document-intelligence/prebuilt/read */
const [MIN_SIDE, MAX_SIDE] = [50, 10_000];

export interface Readers {
  readonly slot: ReaderSlot;
  readonly sizes: PageSizes;
}

/** Reads the pages that were asked for. @throws AppError, DocumentIntelligenceError: see `failure.ts`. */
export async function readDocument(path: string, options: AnalyzeOptions, readers: Readers): Promise<AnalyzeResult> {
  const { slot, sizes } = readers;
  // The reader first: what it has been through, others may open.
  const { pageCount } = await slot.open(path, 'document');
  const numbers = selectedPages(options.pages, pageCount);
  const isPicture = contentKind(await firstBytes(path, SIGNATURE_BYTES)) === 'image';
  const pictureSizes = isPicture ? [await pictureSize(path)] : undefined;
  const pages = [];
  for (const number of numbers) pages.push((await slot.read(number)).page);
  const found = pictureSizes ?? (await sizes.of({ path, pages: numbers }));
  const unit: ReadPage['unit'] = isPicture ? 'pixel' : 'inch';
  return analyzeResult(
    options,
    pages.map((read, index) => ({ read, unit, ...(found[index] ?? { width: 0, height: 0 }) })),
  );
}

/** As a person sees it: turned as its camera noted. */
async function pictureSize(path: string): Promise<PageSize> {
  const { width, height, autoOrient } = await sharp(path, { limitInputPixels: false }).metadata();
  if (Math.min(width, height) < MIN_SIDE || Math.max(width, height) > MAX_SIDE) throw invalidDimensions();
  return autoOrient;
}
