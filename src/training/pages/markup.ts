/** A line of a document to draw. */
export type Block =
  | { readonly kind: 'title' | 'heading' | 'centred' | 'right' | 'paragraph' | 'small'; readonly text: string }
  | { readonly kind: 'columns' | 'bold-columns' | 'table-head'; readonly cells: readonly string[] }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'choices'; readonly choices: readonly Choice[] }
  | { readonly kind: 'gap' | 'rule' | 'barcode' | 'signature' | 'box-start' | 'box-end' };

export interface Field {
  readonly label: string;
  readonly value: string;
}

export interface Choice {
  readonly label: string;
  readonly ticked: boolean;
}

const marks = { '# ': 'title', '! ': 'heading', '= ': 'centred', '> ': 'right', ', ': 'small' } as const;
const signs = {
  '': 'gap',
  '---': 'rule',
  '|||': 'barcode',
  '~~~': 'signature',
  '{': 'box-start',
  '}': 'box-end',
} as const;

/**
 * Reads a document as our templates write it, one line per block; `%%%` parts pages.
 *
 * `# title`, `! heading`, `= centred`, `> right`, `, small print`, `a\tb` columns, `! a\tb` bold ones, `^a\tb` head of a table, `[Label: value] [Label: value]`
 * boxes of a form, `(x) ticked ( ) not`, `---` rule, `|||` barcode, `~~~` signature, `{` and `}` a frame, anything else a paragraph.
 */
export function parsePages(markup: string): Block[][] {
  return markup
    .trim()
    .split('%%%')
    .map((page) =>
      page
        .trim()
        .split('\n')
        .map((line) => parseLine(line.trim())),
    );
}

/** What a reader can read of it, line by line. */
export function textOfPages(pages: readonly (readonly Block[])[]): string[] {
  return pages
    .flat()
    .flatMap(textOf)
    .filter((line) => line !== '');
}

function parseLine(line: string): Block {
  if (line in signs) return { kind: signs[line as keyof typeof signs] };
  if (line.startsWith('! ') && line.includes('\t')) return { kind: 'bold-columns', cells: line.slice(2).split('\t') };
  const mark = marks[line.slice(0, 2) as keyof typeof marks] as (typeof marks)[keyof typeof marks] | undefined;
  if (mark) return { kind: mark, text: line.slice(2).trim() };
  if (line.startsWith('^')) return { kind: 'table-head', cells: line.slice(1).split('\t') };
  if (line.includes('\t')) return { kind: 'columns', cells: line.split('\t') };
  if (line.startsWith('[')) {
    const fields = [...line.matchAll(/\[([^:\]]*):\s*([^\]]*)\]/g)];
    return { kind: 'fields', fields: fields.map(([, label = '', value = '']) => ({ label, value: value.trim() })) };
  }
  if (/^\([x ]\)/.test(line)) {
    const choices = [...line.matchAll(/\(([x ])\)\s*([^(]*)/g)];
    return {
      kind: 'choices',
      choices: choices.map(([, tick, label = '']) => ({ label: label.trim(), ticked: tick === 'x' })),
    };
  }
  return { kind: 'paragraph', text: line };
}

function textOf(block: Block): string[] {
  if ('text' in block) return [block.text];
  if ('cells' in block) return [block.cells.filter((cell) => cell !== '').join(' ')];
  if ('fields' in block) return block.fields.flatMap(({ label, value }) => [label, value]);
  if ('choices' in block) return block.choices.map(({ label }) => label);
  return [];
}
