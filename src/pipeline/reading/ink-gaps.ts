import { CROP_HEIGHT, type Crop } from './crop.ts';
import type { Character } from './ctc.ts';

/** Between the middles of two neighbouring characters, in line heights. */
export interface Gap {
  /** Longest stretch without ink. */
  readonly clear: number;
  /** The same with a stricter idea of ink. */
  readonly faint: number;
  readonly step: number;
}

/** Between each character and the next: `characters.length − 1` gaps. */
export function inkGaps(characters: readonly Character[], crop: Crop): Gap[] {
  const { ink, range } = columnInk(crop);
  const middles = characters.map(({ from, to }) => ((from + to) / 2) * crop.textWidth);
  return middles.slice(1).map((right, index) => {
    const left = middles[index] ?? 0;
    const longest = (threshold: number) =>
      longestBelow(ink, Math.round(left), Math.round(right), threshold * range) / CROP_HEIGHT;
    return { clear: longest(0.45), faint: longest(0.25), step: (right - left) / CROP_HEIGHT };
  });
}

/** Per column how far its darkest pixel is from the background (brightest, on white-on-black lines), without the rims. */
function columnInk({ values, width, textWidth }: Crop) {
  const [top, bottom] = [Math.floor(CROP_HEIGHT * 0.12), Math.ceil(CROP_HEIGHT * 0.88)];
  let [min, max, sum] = [1, -1, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < textWidth; x++) {
      const value = values[y * width + x] ?? 0;
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  const whiteOnBlack = sum / (textWidth * (bottom - top)) < (min + max) / 2;
  const background = whiteOnBlack ? min : max;
  const ink = new Float32Array(textWidth);
  for (let y = top; y < bottom; y++) {
    for (let x = 0; x < textWidth; x++) {
      const distance = Math.abs((values[y * width + x] ?? 0) - background);
      if (distance > (ink[x] ?? 0)) ink[x] = distance;
    }
  }
  return { ink, range: max - min || 1 };
}

function longestBelow(ink: Float32Array, from: number, to: number, threshold: number): number {
  let [longest, run] = [0, 0];
  for (let x = Math.max(0, from); x <= Math.min(ink.length - 1, to); x++) {
    run = (ink[x] ?? 0) < threshold ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
