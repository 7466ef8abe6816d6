import { crop, CROP_HEIGHT, type Crop } from '../../pipeline/reading/crop.ts';
import { decodeCtc, type Character } from '../../pipeline/reading/ctc.ts';
import { fragmentOf, type Fragment } from '../../pipeline/reading/fragment.ts';
import { turnUpsideDown, type GreyImage, type TextBox } from '../../pipeline/reading/geometry.ts';
import { detect } from './detect.ts';
import { looksUpsideDown } from './direction.ts';
import { networks, type Networks } from './networks.ts';
import { settings } from './settings.ts';

/** Reads a page with PP-OCRv4: find boxes of text, straighten each, read it. Fragments are in pixels of the page. */
export async function recognise(page: GreyImage): Promise<Fragment[]> {
  const loaded = await networks();
  const found = await detect(page, loaded);
  const fragments: Fragment[] = [];
  // One by one: a batch gains nothing on a CPU, and needs padding.
  for (const box of (await isUpsideDown(page, found, loaded)) ? found.map(turnUpsideDown) : found) {
    const { characters, input } = await readBox(page, box, loaded);
    const fragment = fragmentOf(box, characters, input);
    if (fragment) fragments.push(fragment);
  }
  return fragments;
}

/** Believes the direction network only if some boxes also read better that way: turning an upright page loses all of it. */
async function isUpsideDown(page: GreyImage, boxes: readonly TextBox[], loaded: Networks): Promise<boolean> {
  if (!(await looksUpsideDown(page, boxes, loaded))) return false;
  let upsideDown = 0;
  for (const box of boxes.toSorted((a, b) => b.width - a.width).slice(0, settings.directionProofs)) {
    upsideDown +=
      confidence(await readBox(page, turnUpsideDown(box), loaded)) - confidence(await readBox(page, box, loaded));
  }
  return upsideDown > 0;
}

const confidence = ({ characters }: { characters: readonly Character[] }) =>
  characters.reduce((sum, character) => sum + character.confidence, 0) / Math.max(1, characters.length);

async function readBox(
  page: GreyImage,
  box: TextBox,
  loaded: Networks,
): Promise<{ characters: Character[]; input: Crop }> {
  const natural = Math.round((CROP_HEIGHT * box.width) / box.height);
  const textWidth = Math.min(settings.maxCropWidth, Math.max(8, natural));
  const width = Math.ceil(textWidth / settings.cropStep) * settings.cropStep;
  const input = crop(page, box, width, textWidth);
  const { values, dims } = await loaded.recognition(input.values, [1, 3, CROP_HEIGHT, width]);
  const [, steps = 0, classes = 0] = dims;
  return { characters: decodeCtc({ values, steps, classes }, loaded.alphabet, textWidth / width), input };
}
