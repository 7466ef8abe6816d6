import type { DrawnSample } from './sample-documents.ts';
import { drawnSamples, reviewSample } from './sample-documents.ts';
import { drawPages, pdfOfPictures } from '../pages/draw-pages.ts';
import { parsePages, textOfPages } from '../pages/markup.ts';
import { scanPages } from '../pages/scan-page.ts';

/** What must come of a document. `reason`: a word of the message with which it is rejected. */
export type Truth =
  | {
      readonly state: 'scored';
      readonly type: string;
      readonly pages: number;
      readonly text: readonly string[];
      readonly markers?: readonly string[];
    }
  | { readonly state: 'rejected'; readonly reason: string };

export interface SampleFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly truth: Truth;
}

const seed = 4_711;

/** All sample documents with their ground truth, the same for the same versions of the packages that draw and encode. */
export async function sampleFiles(): Promise<SampleFile[]> {
  const drawn = await Promise.all(
    drawnSamples.map(async (sample, index) => ({
      file: sample.file,
      bytes: await drawSample(sample, seed + index),
      truth: truthOf(sample),
    })),
  );
  const letter = drawn.find(({ file }) => file === 'letter-moving.pdf');
  if (!letter) throw new Error('The letter to truncate is missing');
  return [
    ...drawn,
    textSample(),
    { file: 'broken-empty.pdf', bytes: new Uint8Array(), truth: { state: 'rejected', reason: 'empty' } },
    {
      file: 'broken-truncated.pdf',
      bytes: letter.bytes.subarray(0, Math.floor(letter.bytes.length * 0.4)),
      truth: { state: 'rejected', reason: 'cut off' },
    },
  ];
}

/** The words of a drawn sample, line by line. */
export const truthOf = ({ type, markup, markers }: DrawnSample): Truth => {
  const pages = parsePages(markup);
  return { state: 'scored', type, pages: pages.length, text: textOfPages(pages), ...(markers && { markers }) };
};

/** Draws one document to the file that it is kept as. */
export async function drawSample(
  { markup, style, form, scan }: Pick<DrawnSample, 'markup' | 'style' | 'form' | 'scan'>,
  drawSeed: number,
): Promise<Uint8Array> {
  const pdf = await drawPages(parsePages(markup), style, drawSeed);
  if (form === 'born-digital') return pdf;
  const pictures = await scanPages(pdf, scan, drawSeed);
  const [first] = pictures;
  if (!first) throw new Error('A sample without a page');
  return form === 'picture' ? first : pdfOfPictures(pictures, 595, 842);
}

function textSample(): SampleFile {
  const { file, type, text } = reviewSample;
  const lines = text.split('\n').filter((line) => line !== '');
  return { file, bytes: new TextEncoder().encode(text), truth: { state: 'scored', type, pages: 1, text: lines } };
}
