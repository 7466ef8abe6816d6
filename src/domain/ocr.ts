import { z } from 'zod';
import { RunKey } from './run-key.ts';

/** Four corners, clockwise from the text's own top left: `[x1, y1, … x4, y4]`, in pixels of the page image. */
export const Polygon = z.array(z.number()).length(8);
export type Polygon = z.infer<typeof Polygon>;

export const Word = z.object({ text: z.string().min(1), polygon: Polygon, confidence: z.number().min(0).max(1) });
export type Word = z.infer<typeof Word>;

/** A line owns the words `[firstWord, firstWord + wordCount)` of its page. */
export const Line = z.object({
  text: z.string(),
  polygon: Polygon,
  firstWord: z.int().min(0),
  wordCount: z.int().min(1),
});
export type Line = z.infer<typeof Line>;

/** One page as read: words and lines in reading order. A blank page has neither. */
export const OcrPage = z.object({
  /** From 1. */
  page: z.int().min(1),
  /** Of the page image, in pixels; the space that polygons live in. */
  width: z.number().min(0),
  height: z.number().min(0),
  source: z.enum(['text-layer', 'recognised', 'plain-text']),
  words: z.array(Word),
  lines: z.array(Line),
  /** The lines, one below the other. */
  text: z.string(),
  /** False for plain text, which has no picture. */
  hasImage: z.boolean(),
});
export type OcrPage = z.infer<typeof OcrPage>;

/** Artifact `ocr.json`: every page of the document, in order. */
export const OcrResult = RunKey.extend({
  schema: z.literal(1),
  engine: z.object({ name: z.string(), digest: z.string() }),
  pageCount: z.int().min(1),
  pages: z.array(OcrPage),
}).refine(
  ({ pageCount, pages }) => pages.length === pageCount && pages.every(({ page }, index) => page === index + 1),
  {
    error: 'Every page must be accounted for, in order',
  },
);
export type OcrResult = z.infer<typeof OcrResult>;
