import { stripVTControlCharacters } from 'node:util';
import { type Html, markup } from './html.ts';

/** More lines of a step than this are in the run's log.txt only. */
const mostLines = 2_000;

/** What a step printed, without colours for terminals; errors and warnings marked. */
export function logOf(log: readonly string[]): Html {
  const left = log.length - mostLines;
  const lines = log.slice(-mostLines).map((line) => {
    const text = stripVTControlCharacters(line);
    const kind = /^##\[(error|warning)\]/.exec(text)?.[1];
    return kind === undefined ? markup`${text}\n` : markup`<span class="${kind}">${text}</span>\n`;
  });
  return markup`<pre tabindex="0">${left > 0 ? `… ${left} lines before these are in log.txt\n` : ''}${lines}</pre>`;
}
