const BEGIN = '<!-- made by: npm run pipelines:check -- --graph -->';
const END = '<!-- end of what is made -->';

/** The line at which the block begins, from 1, and what stands in it; undefined when the page has no block. */
export function readBlock(page: string): { readonly line: number; readonly text: string } | undefined {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) return undefined;
  const text = page.slice(begin + BEGIN.length, end).trim();
  return { line: page.slice(0, begin).split('\n').length, text };
}

/** The page with this text in its block; a page without one gets it at its end. */
export function writeBlock(page: string, text: string): string {
  const block = `${BEGIN}\n\n${text}\n\n${END}`;
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) return `${page.trimEnd()}${page.trim() === '' ? '' : '\n\n'}${block}\n`;
  return page.slice(0, begin) + block + page.slice(end + END.length);
}
