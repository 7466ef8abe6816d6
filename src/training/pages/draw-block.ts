import { drawBarcode, drawChoices, drawFields, drawSignature } from './draw-marks.ts';
import type { Block } from './markup.ts';
import type { Pen } from './pen.ts';

const bold = { Courier: 'Courier-Bold', Helvetica: 'Helvetica-Bold', Times: 'Times-Bold' } as const;
const regular = { Courier: 'Courier', Helvetica: 'Helvetica', Times: 'Times-Roman' } as const;
const ink = '#161616';

/** Draws one block at the pen and moves the pen below it. */
export function drawBlock(pen: Pen, block: Block): void {
  const { pdf, style } = pen;
  const { margin, size, accent = ink } = style;
  const width = style.width - 2 * margin;
  pdf.font(regular[style.font]).fontSize(size).fillColor(ink);
  switch (block.kind) {
    case 'title':
      drawTitle(pen, block.text);
      break;
    case 'heading':
      pdf
        .font(bold[style.font])
        .fontSize(size * 1.15)
        .fillColor(accent)
        .text(block.text, margin, pdf.y + size * 0.4, { width });
      break;
    case 'small':
      pdf.fontSize(size * 0.75).text(block.text, margin, pdf.y, { width });
      break;
    case 'centred':
    case 'right':
      pdf.text(block.text, margin, pdf.y, { width, align: block.kind === 'right' ? 'right' : 'center' });
      break;
    case 'paragraph':
      pdf.text(block.text, margin, pdf.y, { width, lineGap: size * 0.15 });
      break;
    case 'table-head':
    case 'bold-columns':
    case 'columns':
      drawColumns(pen, block.cells, block.kind);
      break;
    case 'fields':
      drawFields(pen, block.fields);
      break;
    case 'choices':
      drawChoices(pen, block.choices);
      break;
    case 'gap':
      pdf.y += size * 0.8;
      break;
    case 'rule':
      drawRule(pen);
      break;
    case 'barcode':
      drawBarcode(pen);
      break;
    case 'signature':
      drawSignature(pen);
      break;
    case 'box-start':
      pen.frames.push(pdf.y);
      pdf.y += size * 0.5;
      break;
    case 'box-end': {
      const top = pen.frames.pop() ?? pdf.y;
      pdf.y += size * 0.5;
      pdf
        .rect(margin - 4, top, width + 8, pdf.y - top)
        .lineWidth(1)
        .stroke(ink);
      pdf.y += size * 0.4;
    }
  }
}

function drawTitle({ pdf, style }: Pen, text: string): void {
  const { margin, accent = ink, banner = false, font, size, titleSize = size * 1.7 } = style;
  const width = style.width - 2 * margin;
  pdf.font(bold[font]).fontSize(titleSize);
  if (banner) {
    const height = pdf.heightOfString(text, { width, align: 'center' }) + titleSize * 0.7;
    pdf.rect(0, pdf.y, style.width, height).fill(accent);
    const below = pdf.y + height + size * 0.6;
    pdf.fillColor('white').text(text, margin, pdf.y + titleSize * 0.4, { width, align: 'center' });
    pdf.y = below;
  } else {
    pdf.fillColor(accent).text(text, margin, pdf.y, { width, align: 'center' });
  }
}

/** The first column takes what the others, all alike and right-aligned, leave. */
function drawColumns({ pdf, style }: Pen, cells: readonly string[], kind: Block['kind']): void {
  const { margin, font, size, accent = ink } = style;
  const width = style.width - 2 * margin;
  const others = cells.length - 1;
  const top = pdf.y;
  const isHead = kind === 'table-head';
  if (kind === 'bold-columns') pdf.font(bold[font]);
  if (isHead) {
    pdf.rect(margin - 3, top - 2, width + 6, size * 1.5).fill(accent);
    pdf.font(bold[font]).fillColor('white');
  }
  const each = others === 1 ? pdf.widthOfString(cells[1] ?? '') + 6 : Math.min(width * 0.24, (width * 0.6) / others);
  const first = width - others * each;
  pdf.text(cells[0] ?? '', margin, top, { width: first - 4 });
  const below = pdf.y;
  cells
    .slice(1)
    .forEach((cell, index) =>
      pdf.text(cell, margin + first + index * each, top, { width: each, align: 'right', lineBreak: false }),
    );
  pdf.y = below + size * (isHead ? 0.4 : 0.1);
}

function drawRule({ pdf, style }: Pen): void {
  const { margin, font, size, accent = ink } = style;
  const y = pdf.y + size * 0.35;
  if (font === 'Courier') pdf.dash(3, { space: 2 });
  pdf
    .moveTo(margin, y)
    .lineTo(style.width - margin, y)
    .lineWidth(0.8)
    .stroke(font === 'Courier' ? ink : accent);
  pdf.undash();
  pdf.y = y + size * 0.5;
}
