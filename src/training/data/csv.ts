/** A record of a table, and the line of the file that it begins at (from 1). */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

export interface CsvTable {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
}

/**
 * Reads a table with a header line: comma, semicolon or tab, whichever the header holds most of. Quotes as RFC 4180 has them;
 * lines without anything are passed over.
 *
 * @throws Error that names the line: an open quote, text after a closing one, another number of fields than the header has.
 */
export function readCsv(bytes: Uint8Array): CsvTable {
  const text = decode(bytes);
  const [first, ...records] = recordsOf(text, delimiterOf(text));
  if (!first) throw new Error('The file is empty');
  const header = first.fields.map((name) => name.trim());
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Line ${first.line}: two columns are named "${twice}"`);
  for (const { line, fields } of records) {
    if (fields.length === header.length) continue;
    throw new Error(`Line ${line}: ${fields.length} fields, and the header has ${header.length}`);
  }
  if (records.length === 0) throw new Error('The file has a header and no rows');
  return { header, records };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Error('The file is not UTF-8', { cause });
  }
}

function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r?\n|$/)).replaceAll(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((one) => ({ one, count: header.split(one).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).one;
}

function recordsOf(text: string, delimiter: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) records.push(readRecord());
  return records.filter(({ fields }) => fields.length > 1 || fields[0] !== '');

  function readRecord(): CsvRecord {
    const begin = line;
    const fields: string[] = [];
    for (;;) {
      fields.push(text[at] === '"' ? readQuoted() : readPlain());
      const end = text[at];
      at++;
      if (end === delimiter) continue;
      if (end === '\r' && text[at] === '\n') at++;
      line++;
      return { line: begin, fields };
    }
  }

  function readPlain(): string {
    const begin = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
    return text.slice(begin, at);
  }

  function readQuoted(): string {
    const begin = line;
    let value = '';
    for (at++; ; at++) {
      const letter = text[at];
      if (letter === undefined) throw new Error(`Line ${begin}: a quote opens and never closes`);
      if (letter === '"') {
        if (text[at + 1] !== '"') break;
        at++;
      }
      if (letter === '\n') line++;
      value += letter;
    }
    at++;
    const after = text[at];
    if (after === undefined || after === delimiter || after === '\n' || after === '\r') return value;
    throw new Error(`Line ${line}: "${after}" after a closing quote`);
  }
}
