import { describe, expect, it } from 'vitest';
import { bar, bytes, duration, milliseconds, percent, plural } from '../../../src/cli/screen/format.ts';

it.each([
  { ms: 0, shown: '0 ms' },
  { ms: 999.4, shown: '999 ms' },
  { ms: 999.6, shown: '1.0 s' },
  { ms: 9840, shown: '9.8 s' },
  { ms: 59_960, shown: '1 min 0 s' },
  { ms: 125_000, shown: '2 min 5 s' },
])('says $ms ms as $shown', ({ ms, shown }) => {
  expect(duration(ms)).toBe(shown);
});

it.each([
  { probability: 0.987, shown: '98.7 %' },
  { probability: 0.9999, shown: '99.9 %' },
  { probability: 1, shown: '100.0 %' },
  { probability: 0, shown: '0.0 %' },
  { probability: undefined, shown: '' },
])('says a probability of $probability as "$shown"', ({ probability, shown }) => {
  expect(percent(probability)).toBe(shown);
});

it.each([
  { count: 999, shown: '999 B' },
  { count: 1500, shown: '1.5 kB' },
  { count: 999_999, shown: '1.0 MB' },
  { count: 50_000_000, shown: '50.0 MB' },
])('says $count bytes as $shown', ({ count, shown }) => {
  expect(bytes(count)).toBe(shown);
});

it('writes thousands so that they can be read, and nothing for nothing', () => {
  expect([milliseconds(12_400.4), milliseconds(undefined), plural(1, 'page'), plural(1200, 'page')]).toEqual([
    '12,400',
    '',
    '1 page',
    '1,200 pages',
  ]);
});

describe('bar', () => {
  it.each([
    { probability: 0, drawn: '    ' },
    { probability: 1, drawn: '████' },
    { probability: 0.5, drawn: '██  ' },
    { probability: 1 / 32, drawn: '▏   ' },
    { probability: 7, drawn: '████' },
  ])('draws $probability', ({ probability, drawn }) => {
    expect(bar(probability, 4)).toBe(drawn);
  });
});
