import type { Choice, Field } from './markup.ts';
import type { Pen } from './pen.ts';

const penInk = '#1c2f7a';

/** Boxes side by side: the printed label small at the top, the answer in another hand below it. */
export function drawFields({ pdf, style, random }: Pen, fields: readonly Field[]): void {
  const { margin, size } = style;
  const each = (style.width - 2 * margin) / fields.length;
  const height = size * 2.9;
  const top = pdf.y;
  fields.forEach(({ label, value }, index) => {
    const left = margin + index * each;
    pdf.rect(left, top, each, height).lineWidth(0.7).stroke('#333333');
    pdf
      .font('Helvetica')
      .fontSize(size * 0.72)
      .fillColor('#222222')
      .text(label, left + 4, top + 3, { width: each - 8, lineBreak: false });
    if (value === '') return;
    const tilt = random.next() * 1.6 - 0.8;
    const baseline = top + height * 0.44 + random.next() * 2;
    pdf.save().rotate(tilt, { origin: [left, baseline] });
    pdf
      .font('Times-Italic')
      .fontSize(size * 1.3)
      .fillColor(penInk)
      .text(value, left + 8 + random.next() * 5, baseline, { lineBreak: false });
    pdf.restore();
  });
  pdf.x = margin;
  pdf.y = top + height;
}

/** Squares side by side, some of them crossed by hand. */
export function drawChoices({ pdf, style, random }: Pen, choices: readonly Choice[]): void {
  const { margin, size } = style;
  const each = (style.width - 2 * margin) / choices.length;
  const top = pdf.y + size * 0.5;
  choices.forEach(({ label, ticked }, index) => {
    const left = margin + index * each;
    pdf.rect(left, top, size, size).lineWidth(0.8).stroke('#222222');
    if (ticked) {
      const slip = () => random.next() * 3 - 1.5;
      pdf.moveTo(left + slip(), top + slip()).lineTo(left + size + slip(), top + size + slip());
      pdf.moveTo(left + size + slip(), top + slip()).lineTo(left + slip(), top + size + slip());
      pdf.lineWidth(1.4).stroke(penInk);
    }
    pdf
      .font('Helvetica')
      .fontSize(size)
      .fillColor('#161616')
      .text(label, left + size * 1.5, top + 0.5, { lineBreak: false });
  });
  pdf.x = margin;
  pdf.y = top + size * 1.8;
}

/** Bars of random widths: they look like a code and mean nothing. */
export function drawBarcode({ pdf, style, random }: Pen): void {
  const width = Math.min(170, (style.width - 2 * style.margin) * 0.7);
  const left = (style.width - width) / 2;
  const top = pdf.y + style.size * 0.5;
  for (let x = 0; x < width;) {
    const bar = 1 + random.integer(0, 2) * 0.8;
    pdf.rect(left + x, top, bar, 32).fill('#111111');
    x += bar + 1 + random.integer(0, 2) * 0.8;
  }
  pdf.y = top + 32 + style.size * 0.6;
}

/** A scribble. */
export function drawSignature({ pdf, style, random }: Pen): void {
  const top = pdf.y + 18;
  let x = style.margin + 4;
  pdf.moveTo(x, top);
  for (let stroke = 0; stroke < 9; stroke++) {
    const reach = 7 + random.next() * 9;
    const swing = (stroke % 2 === 0 ? -1 : 1) * (6 + random.next() * 12);
    pdf.bezierCurveTo(x + reach * 0.2, top + swing, x + reach * 0.9, top - swing, x + reach, top + random.next() * 5);
    x += reach;
  }
  pdf.lineWidth(1.1).stroke(penInk);
  pdf.y = top + 20;
}
