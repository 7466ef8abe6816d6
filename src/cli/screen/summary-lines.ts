import type { DocumentSummary } from '../../domain/document-view.ts';
import { documentColumns, documentRow, typicalRow } from './document-row.ts';
import type { Screen } from './screen.ts';
import { columnWidths, headerLine, tableLine } from './table.ts';

/** Table lines for documents that nobody knows beforehand. */
export function summaryLines({ paint, size }: Screen): {
  header: string;
  lineOf: (summary: DocumentSummary) => string;
} {
  const name = [{ text: ' '.repeat(28) }];
  const widths = columnWidths(documentColumns, [name, typicalRow], size().columns - 1);
  return {
    header: headerLine(documentColumns, widths, paint),
    lineOf: (summary) => tableLine(documentColumns, widths, documentRow({ ...summary, summary, kept: false }), paint),
  };
}
