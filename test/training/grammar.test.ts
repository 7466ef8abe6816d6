import { describe, expect, it } from 'vitest';
import { expand, parseGrammar } from '../../src/training/grammar.ts';
import { addNoise } from '../../src/training/noise.ts';
import { seededRandom } from '../../src/training/random.ts';

const draw = (source: string, seed = 1) => expand(parseGrammar(source), 'start', seededRandom(seed));

describe('expand', () => {
  it.each([
    { source: '@start\none <other> three\n@other\ntwo', pattern: /^one two three$/ },
    { source: '@start\n<2-4 word>\n@word, separated\na, b', pattern: /^[ab](\n[ab]){1,3}$/ },
    { source: '@start\n<3-3~ word>\n@word\nx', pattern: /^x x x$/ },
    { source: '@start\n<10-12> [pcs|units]', pattern: /^1[0-2] (pcs|units)$/ },
    { source: '@start\n<1.00-2.00>', pattern: /^[12]\.\d\d$/ },
    { source: '@start\n##-# // end', pattern: /^\d\d-\d\nend$/ },
  ])('turns $source into $pattern', ({ source, pattern }) => {
    for (let seed = 0; seed < 20; seed++) expect(draw(source, seed)).toMatch(pattern);
  });

  it('draws the same text from the same seed, and other text from another', () => {
    const source = '@start\n<8-8 word>\n@word\n<100-999>';

    expect(draw(source, 7)).toBe(draw(source, 7));
    expect(draw(source, 7)).not.toBe(draw(source, 8));
  });

  it('names a rule that is missing', () => {
    expect(() => draw('@start\n<nobody>')).toThrow('No rule nobody');
  });

  it('names a rule that is there twice', () => {
    expect(() => parseGrammar('@a\nx\n@a\ny')).toThrow('Rule a is there twice');
  });
});

describe('addNoise', () => {
  it('leaves some documents as they are and spoils others', () => {
    const text = Array.from({ length: 20 }, () => 'the total of all items').join('\n');
    const spoilt = Array.from({ length: 40 }, (_, seed) => addNoise(text, seededRandom(seed)));

    expect(spoilt).toContain(text);
    expect(spoilt.filter((each) => each !== text).length).toBeGreaterThan(15);
  });
});
