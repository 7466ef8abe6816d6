import type { GreyImage, TextBox } from './geometry.ts';

/** Rows that PP-OCR's recognition and direction networks expect. */
export const CROP_HEIGHT = 48;

/** A straightened piece of the page as a network's input: three equal planes, `48 × width`, −1 (black) to 1 (white). */
export interface Crop {
  readonly values: Float32Array;
  readonly width: number;
  /** Columns that hold the text; the rest is zero, as in the networks' training. */
  readonly textWidth: number;
}

/** Straightens a box of the page by bilinear sampling. */
export function crop(image: GreyImage, box: TextBox, width: number, textWidth: number): Crop {
  const plane = width * CROP_HEIGHT;
  const values = new Float32Array(3 * plane);
  // Text that shrinks by more than this is sampled four times a pixel, else thin strokes vanish.
  const samples = box.height / CROP_HEIGHT > 1.6 ? 2 : 1;
  for (let y = 0; y < CROP_HEIGHT; y++) {
    for (let x = 0; x < textWidth; x++) {
      let sum = 0;
      for (let sub = 0; sub < samples * samples; sub++) {
        const u = (x + ((sub % samples) + 0.5) / samples) / textWidth - 0.5;
        const v = (y + (Math.floor(sub / samples) + 0.5) / samples) / CROP_HEIGHT - 0.5;
        sum += sample(image, box, u * box.width, v * box.height);
      }
      values[y * width + x] = sum / (samples * samples) / 127.5 - 1;
    }
  }
  values.copyWithin(plane, 0, plane);
  values.copyWithin(2 * plane, 0, plane);
  return { values, width, textWidth };
}

/** The page's brightness, 0–255, `u` pixels along and `v` pixels down from the middle of the box. */
function sample({ pixels, width, height }: GreyImage, { centre, along, down }: TextBox, u: number, v: number): number {
  const x = clamp(centre[0] + along[0] * u + down[0] * v - 0.5, width - 1.001);
  const y = clamp(centre[1] + along[1] * u + down[1] * v - 0.5, height - 1.001);
  const [column, row] = [Math.trunc(x), Math.trunc(y)];
  const [shareX, shareY] = [x - column, y - row];
  const at = row * width + column;
  const below = row + 1 < height ? at + width : at;
  const next = column + 1 < width ? 1 : 0;
  const upper = mix(pixels[at] ?? 0, pixels[at + next] ?? 0, shareX);
  const lower = mix(pixels[below] ?? 0, pixels[below + next] ?? 0, shareX);
  return mix(upper, lower, shareY);
}

const clamp = (value: number, most: number) => (value < 0 || most < 0 ? 0 : value > most ? most : value);
const mix = (a: number, b: number, share: number) => a + (b - a) * share;
