import type { Label } from '../../src/training/corpus/corpus.ts';
import { labels } from '../../src/training/corpus/corpus.ts';
import type { Style } from '../../src/training/pages/pen.ts';
import { parsePages, textOfPages } from '../../src/training/pages/markup.ts';
import type { Scan } from '../../src/training/pages/scan-page.ts';
import type { Random } from '../../src/training/random.ts';
import { seededRandom } from '../../src/training/random.ts';
import type { DrawnSample } from '../../src/training/samples/sample-documents.ts';
import { drawSample } from '../../src/training/samples/sample-files.ts';
import { qualityTexts } from './quality-texts.ts';

export interface QualityDocument {
  readonly file: string;
  readonly truth: Label;
  readonly text: string;
  /** Draws the file: tenths of a second. */
  readonly draw: () => Promise<Uint8Array>;
}

/** Documents of all labels in turn, drawn as pictures, scanned or born-digital PDFs of many looks. */
export function qualityDocuments(count: number, seed: number): QualityDocument[] {
  return Array.from({ length: count }, (_, index) => {
    const random = seededRandom(seed + index);
    const truth = labels[index % labels.length] ?? 'receipt';
    const markup = random.pick(qualityTexts[truth])(random);
    const form = random.pick<DrawnSample['form']>(['picture', 'picture', 'picture', 'scans', 'born-digital']);
    const scan = drawScan(random);
    const extension = form !== 'picture' ? 'pdf' : scan.encoding === 'png' ? 'png' : 'jpg';
    return {
      file: `${String(index).padStart(3, '0')}-${truth}.${extension}`,
      truth,
      text: textOfPages(parsePages(markup)).join('\n'),
      draw: () => drawSample({ markup, style: drawStyle(truth, random), form, scan }, seed + index),
    };
  });
}

function drawStyle(label: Label, random: Random): Style {
  const font = random.pick(['Courier', 'Helvetica', 'Times'] as const);
  const accent = random.pick(['#161616', '#7a1f3d', '#20406e', '#3d5a1f']);
  if (label === 'receipt') return { width: random.integer(235, 270), height: 'fit', margin: 16, font, size: 9 };
  if (label === 'product-label') {
    const banner = random.next() < 0.6;
    return {
      width: random.integer(280, 360),
      height: 'fit',
      margin: 20,
      font: 'Helvetica',
      size: 9.5,
      accent,
      banner,
      titleSize: 24,
    };
  }
  return { width: 595, height: 842, margin: random.integer(45, 65), font, size: random.integer(10, 12), accent };
}

const drawScan = (random: Random): Scan => ({
  dpi: random.pick([130, 150, 180]),
  skewDegrees: random.next() * 5 - 2.5,
  blur: random.next() * 0.9,
  grain: random.integer(5, 36),
  shadow: random.next() * 0.3,
  fading: random.next() * 0.4,
  paper: random.pick([
    [252, 252, 250],
    [250, 244, 226],
    [236, 240, 246],
  ]),
  encoding: random.pick([40, 55, 70, 'png']),
});
