import type { Label } from '../corpus/corpus.ts';
import type { Style } from '../pages/pen.ts';
import type { Scan } from '../pages/scan-page.ts';
import { officeScan } from '../pages/scan-page.ts';
import {
  bistroReview,
  cleanerLabel,
  gardenInvoice,
  granolaLabel,
  membershipForm,
  movingLetter,
  threePageLetter,
} from './page-texts.ts';
import { cafeReceipt, groceryReceipt, hardwareReceipt, pharmacyReceipt } from './receipt-texts.ts';

/** A document that is drawn. `form`: `picture` (the extension says which), a PDF of `scans`, or a `born-digital` PDF. */
export interface DrawnSample {
  readonly file: string;
  readonly type: Label;
  readonly markup: string;
  readonly style: Style;
  readonly form: 'picture' | 'scans' | 'born-digital';
  readonly scan: Scan;
  readonly markers?: readonly string[];
}

const roll: Style = { width: 230, height: 'fit', margin: 16, font: 'Courier', size: 9 };
const a4: Style = { width: 595, height: 842, margin: 62, font: 'Times', size: 12 };

export const drawnSamples: readonly DrawnSample[] = [
  {
    file: 'receipt-grocery.jpg',
    type: 'receipt',
    markup: groceryReceipt,
    style: roll,
    form: 'picture',
    scan: { ...officeScan, dpi: 200, skewDegrees: -1.4, fading: 0.3, shadow: 0.15, encoding: 55 },
  },
  {
    file: 'receipt-cafe.jpg',
    type: 'receipt',
    markup: cafeReceipt,
    style: { ...roll, width: 210, font: 'Helvetica', size: 9.5 },
    form: 'picture',
    scan: { ...officeScan, dpi: 190, skewDegrees: 2.1, blur: 0.8, shadow: 0.3, paper: [252, 246, 228], encoding: 52 },
  },
  {
    file: 'receipt-hardware.jpg',
    type: 'receipt',
    markup: hardwareReceipt,
    style: { ...roll, width: 250, size: 9.5 },
    form: 'picture',
    scan: { ...officeScan, dpi: 180, skewDegrees: 0.7, grain: 34, fading: 0.2, paper: [238, 239, 243], encoding: 48 },
  },
  {
    file: 'receipt-pharmacy.jpg',
    type: 'receipt',
    markup: pharmacyReceipt,
    style: { ...roll, width: 220, font: 'Times', size: 10.5 },
    form: 'picture',
    scan: { ...officeScan, dpi: 200, skewDegrees: -2.6, blur: 0.7, shadow: 0.22, fading: 0.35, encoding: 55 },
  },
  {
    file: 'form-membership.jpg',
    type: 'form',
    markup: membershipForm,
    style: { ...a4, margin: 46, font: 'Helvetica', size: 13 },
    form: 'picture',
    scan: { ...officeScan, skewDegrees: 1.1, grain: 22, encoding: 50 },
  },
  {
    file: 'label-granola.png',
    type: 'product-label',
    markup: granolaLabel,
    style: {
      width: 300,
      height: 'fit',
      margin: 22,
      font: 'Helvetica',
      size: 9.5,
      accent: '#8a3b12',
      banner: true,
      titleSize: 26,
    },
    form: 'picture',
    scan: {
      ...officeScan,
      dpi: 180,
      skewDegrees: 0,
      blur: 0,
      grain: 0,
      shadow: 0,
      fading: 0,
      paper: [255, 250, 235],
      encoding: 'png',
    },
  },
  {
    file: 'label-cleaner.jpg',
    type: 'product-label',
    markup: cleanerLabel,
    style: {
      width: 290,
      height: 'fit',
      margin: 20,
      font: 'Helvetica',
      size: 9.5,
      accent: '#0a5f73',
      banner: true,
      titleSize: 30,
    },
    form: 'picture',
    scan: { ...officeScan, dpi: 180, skewDegrees: 1.8, blur: 0.6, shadow: 0.25, paper: [236, 248, 250], encoding: 60 },
  },
  {
    file: 'invoice-garden.pdf',
    type: 'invoice',
    markup: gardenInvoice,
    style: { ...a4, font: 'Helvetica', size: 11, margin: 50, accent: '#2d5a34', titleSize: 20 },
    form: 'born-digital',
    scan: officeScan,
  },
  {
    file: 'letter-moving.pdf',
    type: 'letter',
    markup: movingLetter,
    style: a4,
    form: 'born-digital',
    scan: officeScan,
  },
  {
    file: 'letter-council-3-pages.pdf',
    type: 'letter',
    markup: threePageLetter,
    style: { ...a4, size: 15 },
    form: 'scans',
    scan: { ...officeScan, skewDegrees: -0.7, encoding: 45 },
    markers: ['HELIOTROPE', 'MARZIPAN', 'OBSIDIAN'],
  },
];

/** A document that is stored as it is. */
export const reviewSample = { file: 'review-bistro.txt', type: 'review' as Label, text: bistroReview };
