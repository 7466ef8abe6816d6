import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { Random } from '../random.ts';
import { seededRandom } from '../random.ts';

/** How a page came into the picture. */
export interface Scan {
  readonly dpi: number;
  /** Turned by so many degrees, clockwise. */
  readonly skewDegrees: number;
  /** Sigma in pixels; sharp's least is 0.3. */
  readonly blur: number;
  /** Largest change of a pixel by grain, of 255. */
  readonly grain: number;
  /** How much darker the darkest corner is, 0–1. */
  readonly shadow: number;
  /** How much ink has gone where the print is faintest, 0–1. */
  readonly fading: number;
  /** Colour of the paper. */
  readonly paper: readonly [red: number, green: number, blue: number];
  /** Quality 1–100, or no loss. */
  readonly encoding: number | 'png';
}

/** Scanned by an office machine: a little of everything. */
export const officeScan: Scan = {
  dpi: 150,
  skewDegrees: 0.6,
  blur: 0.5,
  grain: 14,
  shadow: 0.08,
  fading: 0.1,
  paper: [250, 249, 246],
  encoding: 60,
};

/** Draws pages of a PDF and turns each into the picture that a scanner or a phone would make of it. */
export async function scanPages(pdf: Uint8Array, scan: Scan, seed: number): Promise<Buffer[]> {
  const random = seededRandom(seed);
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const pictures: Buffer[] = [];
    for (const page of document.pages()) {
      // The library asks pdfium for BGRA in reverse order: what arrives is RGBA.
      const { data, width, height } = await page.render({ scale: scan.dpi / 72, render: 'bitmap', colorSpace: 'BGRA' });
      pictures.push(await encode(wear(data, width, height, scan, random), width, height, scan));
    }
    document.destroy();
    return pictures;
  } finally {
    library.destroy();
  }
}

/** RGBA as drawn → RGB as worn: fading in bands, the paper's colour, a shadow from one corner, grain. */
function wear(rgba: Uint8Array, width: number, height: number, scan: Scan, random: Random): Buffer {
  const rgb = Buffer.allocUnsafe(width * height * 3);
  const bandHeight = height / (2 + random.next() * 3);
  const phase = random.next() * 6;
  const corner = { x: random.pick([0, 1]), y: random.pick([0, 1]) };
  for (let y = 0; y < height; y++) {
    const kept = 1 - scan.fading * (0.5 + 0.5 * Math.sin(phase + (2 * Math.PI * y) / bandHeight));
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const near = (Math.abs(x / width - corner.x) + Math.abs(y / height - corner.y)) / 2;
      const light = 1 - scan.shadow * near;
      const grain = (random.next() - 0.5) * scan.grain;
      for (let channel = 0; channel < 3; channel++) {
        const ink = 255 - (rgba[at * 4 + channel] ?? 255);
        const value = ((255 - ink * kept) / 255) * (scan.paper[channel] ?? 255) * light + grain;
        rgb[at * 3 + channel] = Math.max(0, Math.min(255, Math.round(value)));
      }
    }
  }
  return rgb;
}

async function encode(rgb: Buffer, width: number, height: number, scan: Scan): Promise<Buffer> {
  let picture = sharp(rgb, { raw: { width, height, channels: 3 } });
  if (scan.skewDegrees !== 0) {
    // What lies behind the page.
    const background = { r: 92, g: 86, b: 80 };
    picture = picture
      .extend({ top: 12, bottom: 12, left: 12, right: 12, background })
      .rotate(scan.skewDegrees, { background });
  }
  if (scan.blur >= 0.3) picture = picture.blur(scan.blur);
  const density = { density: scan.dpi };
  return scan.encoding === 'png'
    ? picture.withMetadata(density).png({ palette: true, colours: 64, effort: 8 }).toBuffer()
    : picture.withMetadata(density).jpeg({ quality: scan.encoding, mozjpeg: true }).toBuffer();
}
