import { invalidParameter } from './errors.ts';

/** First and last page, from 1. */
export type PageRange = readonly [first: number, last: number];

/** `1-3,5`: empty for all pages. Source of the form: the swagger of 2024-11-30. @throws DocumentIntelligenceError 400 */
export function pageRanges(pages: string | null): PageRange[] {
  if (pages === null) return [];
  if (!/^\d+(-\d+)?(,\s*\d+(-\d+)?)*$/.test(pages)) throw invalidParameter('pages', `'${pages}' is no list of pages`);
  return pages.split(',').map((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    if (first < 1 || last < first) throw invalidParameter('pages', `'${part.trim()}' is no range of pages`);
    return [first, last];
  });
}

/** The pages that are to be read, in their order in the document, each once. @throws DocumentIntelligenceError 400 when there is none. */
export function selectedPages(ranges: readonly PageRange[], pageCount: number): number[] {
  const all = Array.from({ length: pageCount }, (_, index) => index + 1);
  if (ranges.length === 0) return all;
  const selected = all.filter((page) => ranges.some(([first, last]) => page >= first && page <= last));
  if (selected.length === 0) throw invalidParameter('pages', `the document has ${pageCount} pages`);
  return selected;
}
