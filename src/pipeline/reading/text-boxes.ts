import { components, type Component } from './components.ts';
import type { TextBox } from './geometry.ts';
import { minRectangle } from './min-rectangle.ts';

/** Settings of PP-OCR's DB post-processing. Source: PaddleOCR, tools/infer/utility.py. */
const THRESHOLD = 0.3;
const MIN_CONFIDENCE = 0.6;
/** The network is trained on shrunken boxes: this is how far they grow back. */
const UNCLIP = 1.5;
const MIN_SIDE = 3;
const MIN_PIXELS = 6;

/** What the detection network answers: for each pixel the probability that it belongs to text. */
export interface ProbabilityMap {
  readonly values: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Boxes of text, in pixels of the page that was scaled down to the map. */
export function textBoxes(map: ProbabilityMap, page: { width: number; height: number }): TextBox[] {
  const scaleX = page.width / map.width;
  const scaleY = page.height / map.height;
  return components(map.values, map.width, map.height, THRESHOLD)
    .map((component) => textBox(component, scaleX, scaleY))
    .filter((box) => box !== undefined);
}

function textBox({ pixels, sum, ends }: Component, scaleX: number, scaleY: number): TextBox | undefined {
  if (pixels < MIN_PIXELS || sum / pixels < MIN_CONFIDENCE) return undefined;
  const { centreX, centreY, width, height, angle } = minRectangle(ends);
  if (Math.min(width, height) < MIN_SIDE) return undefined;
  const grow = (width * height * UNCLIP) / (width + height);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  // The map's scales differ a little in x and y, because its sides are multiples of 32.
  const [alongX, alongY, downX, downY] = [cos * scaleX, sin * scaleY, -sin * scaleX, cos * scaleY];
  const [alongLength, downLength] = [Math.hypot(alongX, alongY), Math.hypot(downX, downY)];
  return {
    centre: [(centreX + 0.5) * scaleX, (centreY + 0.5) * scaleY],
    width: (width + grow) * alongLength,
    height: (height + grow) * downLength,
    along: [alongX / alongLength, alongY / alongLength],
    down: [downX / downLength, downY / downLength],
  };
}
