import type { Random } from '../random.ts';

/** How a document looks on paper. Lengths are in points (1/72 inch). */
export interface Style {
  readonly width: number;
  /** `fit`: as long as the text, like a till roll. */
  readonly height: number | 'fit';
  readonly margin: number;
  readonly font: 'Courier' | 'Helvetica' | 'Times';
  readonly size: number;
  /** Colour of titles, rules and heads of tables. */
  readonly accent?: string;
  /** Titles stand on a bar of the accent colour. */
  readonly banner?: boolean;
  readonly titleSize?: number;
}

/** Where the next block goes, and how. */
export interface Pen {
  readonly pdf: PDFKit.PDFDocument;
  readonly style: Style;
  readonly random: Random;
  /** Tops of the frames that are open. */
  readonly frames: number[];
}
