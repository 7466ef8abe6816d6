import { type Html, markup } from './html.ts';

/** A table that scrolls by itself where the screen is too narrow. @param rows `<tr>`s. */
export const table = (columns: readonly string[], rows: readonly Html[]): Html =>
  markup`<div class="scroll"><table>
<thead><tr>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>`;
