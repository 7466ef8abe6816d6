import type { GreyImage } from '../../pipeline/reading/geometry.ts';
import type { PageImage } from './protocol.ts';
import { settings } from './settings.ts';
import { sharp } from './sharp.ts';

/** The scale that makes the longer side as long as a page's picture. */
export const pictureScale = ({ width, height }: { width: number; height: number }) =>
  settings.pictureSide / Math.max(width, height);

/** Packs pixels, scaled down to a page's picture. */
export async function webp({ pixels, width, height }: GreyImage): Promise<PageImage> {
  const { data, info } = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize({ width: settings.pictureSide, height: settings.pictureSide, fit: 'inside', withoutEnlargement: true })
    .webp(settings.webp)
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, image: data };
}
