import { expect, it } from 'vitest';
import { decodeCtc, latinAlphabet } from '../../../src/pipeline/reading/ctc.ts';

const alphabet = latinAlphabet('a\nb\n中\n');

/** Class per step: 0 blank, 1 a, 2 b, 3 中, 4 space; the others get what is left of 0.9. */
function steps(classes: readonly number[]) {
  const values = new Float32Array(classes.length * 5).fill(0.025);
  for (const [step, best] of classes.entries()) values[step * 5 + best] = 0.9;
  return { values, steps: classes.length, classes: 5 };
}

const read = (classes: readonly number[]) => decodeCtc(steps(classes), alphabet, 1);

it.each([
  { classes: [0, 1, 1, 0, 2], text: 'ab' },
  { classes: [1, 0, 1], text: 'aa' },
  { classes: [1, 4, 1], text: 'aa' },
  { classes: [0, 0], text: '' },
])('folds steps $classes into "$text"', ({ classes, text }) => {
  expect(
    read(classes)
      .map((character) => character.text)
      .join(''),
  ).toBe(text);
});

it('never answers with another script', () => {
  expect(read([3, 3]).map(({ text }) => text)).not.toContain('中');
});

it('says where each character is, how sure it is, and whether a space came before it', () => {
  const [first, second] = read([1, 1, 4, 2]);

  expect(first).toMatchObject({ from: 0, to: 0.5, confidence: expect.closeTo(0.9) as number, spaceEmitted: false });
  expect(second).toMatchObject({ from: 0.75, to: 1, spaceBefore: expect.closeTo(0.9) as number, spaceEmitted: true });
});
