import { layTallBoxFlat, type GreyImage, type TextBox } from '../../pipeline/reading/geometry.ts';
import { textBoxes } from '../../pipeline/reading/text-boxes.ts';
import type { Networks } from './networks.ts';
import { settings } from './settings.ts';
import { sharp } from './sharp.ts';

/** Mean and deviation of the training pictures, per plane (ImageNet's). Source: PaddleOCR, NormalizeImage. */
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

/** Boxes of text, tall ones laid flat, in pixels of the page. Whether they stand on their heads is `direction.ts`' question. */
export async function detect(page: GreyImage, networks: Networks): Promise<TextBox[]> {
  const scale = Math.min(1, settings.detectionSide / Math.max(page.width, page.height));
  const [width, height] = [networkSide(page.width * scale), networkSide(page.height * scale)];
  const small = await sharp(page.pixels, { raw: { width: page.width, height: page.height, channels: 1 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const { values } = await networks.detection(normalise(small), [1, 3, height, width]);
  return textBoxes({ values, width, height }, page).map(layTallBoxFlat);
}

/** The network halves its input five times. */
const networkSide = (pixels: number) => Math.max(32, Math.round(pixels / 32) * 32);

function normalise(grey: Uint8Array): Float32Array {
  const planes = new Float32Array(3 * grey.length);
  for (let plane = 0; plane < 3; plane++) {
    const table = Float32Array.from(
      { length: 256 },
      (_, value) => (value / 255 - (MEAN[plane] ?? 0)) / (DEVIATION[plane] ?? 1),
    );
    const offset = plane * grey.length;
    for (let index = 0; index < grey.length; index++) planes[offset + index] = table[grey[index] ?? 0] ?? 0;
  }
  return planes;
}
