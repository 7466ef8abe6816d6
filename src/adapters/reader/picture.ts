import { AppError } from '../../domain/errors.ts';
import type { GreyImage } from '../../pipeline/reading/geometry.ts';
import { pageOf } from '../../pipeline/reading/page.ts';
import type { ReaderLimits } from './limits.ts';
import type { PageImage, ReadAnswer } from './protocol.ts';
import { settings } from './settings.ts';
import { sharp } from './sharp.ts';

/** A PNG or JPEG whose header was looked at. */
export interface Picture {
  render(): Promise<PageImage>;
  /** Recognises it as this page of its document. */
  read(page: number): Promise<ReadAnswer>;
}

interface PictureOptions {
  readonly limits: ReaderLimits;
  /** Whether to turn it as its camera noted (EXIF). */
  readonly orient: boolean;
}

/** @throws AppError `rejected` when it is damaged or too large; nothing is decoded for that. */
export async function picture(bytes: Uint8Array, { limits, orient }: PictureOptions): Promise<Picture> {
  // The limit is checked below, with words for people.
  const header = await undamaged(() => sharp(bytes, { limitInputPixels: false }).metadata());
  checkSize(header, limits);
  const open = () => {
    const opened = sharp(bytes, { limitInputPixels: limits.pagePixels, failOn: 'truncated' });
    return (orient ? opened.autoOrient() : opened).flatten({ background: 'white' });
  };
  const render = () => undamaged(() => pageImage(open()));
  return {
    render,
    async read(page) {
      const { recognise } = await import('./recognise.ts');
      const shown = await render();
      const pixels = await undamaged(() => greyPixels(open()));
      return { page: pageOf(page, 'recognised', await recognise(pixels), pixels, shown), image: shown.image };
    },
  };
}

function checkSize({ width, height }: { width: number; height: number }, { pagePixels }: ReaderLimits): void {
  if (width * height <= pagePixels) return;
  const megapixels = (pixels: number) => `${Math.round(pixels / 1e6).toLocaleString('en')} megapixels`;
  const size = `${width} × ${height} pixels (${megapixels(width * height)})`;
  throw new AppError('rejected', `The picture has ${size}; at most ${megapixels(pagePixels)} are read.`, {
    next: 'Scan it at 300 dpi or less and upload it again.',
  });
}

async function pageImage(opened: ReturnType<typeof sharp>): Promise<PageImage> {
  const { data, info } = await opened
    .resize({ width: settings.pictureSide, height: settings.pictureSide, fit: 'inside', withoutEnlargement: true })
    .webp(settings.webp)
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, image: data };
}

async function greyPixels(opened: ReturnType<typeof sharp>): Promise<GreyImage> {
  const { data, info } = await opened.greyscale().raw().toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

/** Whatever sharp cannot decode is the document's fault. */
async function undamaged<T>(decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (cause) {
    throw new AppError('rejected', 'The picture is damaged or cut off.', {
      cause,
      next: 'Upload it again; if it does not show on your computer either, scan it anew.',
    });
  }
}
