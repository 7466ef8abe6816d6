import { crop, CROP_HEIGHT } from '../../pipeline/reading/crop.ts';
import type { GreyImage, TextBox } from '../../pipeline/reading/geometry.ts';
import type { Networks } from './networks.ts';
import { settings } from './settings.ts';

/** The direction network's inputs are this wide: four times their height. */
const DIRECTION_WIDTH = 192;

/** Asks the direction network about the widest boxes; one vote for the whole page, because single boxes err. It is wrong about some pages still. */
export async function looksUpsideDown(
  page: GreyImage,
  boxes: readonly TextBox[],
  { direction }: Networks,
): Promise<boolean> {
  const ratio = ({ width, height }: TextBox) => width / height;
  const voters = boxes
    .filter((box) => ratio(box) > 2)
    .sort((a, b) => ratio(b) - ratio(a))
    .slice(0, settings.directionVotes);
  if (voters.length === 0) return false;
  const size = 3 * CROP_HEIGHT * DIRECTION_WIDTH;
  const input = new Float32Array(voters.length * size);
  for (const [index, box] of voters.entries()) {
    // Long lines are judged by their middle.
    const part = { ...box, width: Math.min(box.width, box.height * 4) };
    const textWidth = Math.min(DIRECTION_WIDTH, Math.round(CROP_HEIGHT * ratio(part)));
    input.set(crop(page, part, DIRECTION_WIDTH, textWidth).values, index * size);
  }
  const { values } = await direction(input, [voters.length, 3, CROP_HEIGHT, DIRECTION_WIDTH]);
  // Pairs: probability of upright, of upside down.
  return voters.reduce((sum, _, index) => sum + (values[2 * index + 1] ?? 0) - (values[2 * index] ?? 0), 0) > 0;
}
