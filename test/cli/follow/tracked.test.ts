import { describe, expect, it } from 'vitest';
import type { DocumentDetail, DocumentSummary } from '../../../src/domain/document-view.ts';
import { endOf, isOver, withNews, withVersionOf } from '../../../src/cli/follow/tracked.ts';
import { aDetail, aSummary, aTracked } from '../documents.ts';

describe('withNews', () => {
  const running = aSummary({ state: 'running', stage: 'ocr', updatedAt: '2026-11-21T14:05:02.000Z' });
  const scored = aSummary({ updatedAt: '2026-11-21T14:05:03.000Z' });

  it.each<{ what: string; known?: DocumentSummary; news: DocumentSummary; taken: boolean }>([
    { what: 'the first news', news: running, taken: true },
    { what: 'later news', known: running, news: scored, taken: true },
    { what: 'not older news', known: scored, news: { ...scored, updatedAt: '2026-11-21T14:05:02.900Z' }, taken: false },
    {
      what: 'an end, though a clock was behind',
      known: running,
      news: aSummary({ updatedAt: '2026-11-21T14:05:01.900Z' }),
      taken: true,
    },
    {
      what: 'no step back from an end',
      known: scored,
      news: { ...running, updatedAt: '2026-11-21T14:05:04.000Z' },
      taken: false,
    },
    { what: 'the next run, though it begins anew', known: scored, news: { ...running, run: 2 }, taken: true },
    { what: 'nothing about another version', news: aSummary({ version: 'another' }), taken: false },
    { what: 'nothing about another document', news: aSummary({ name: 'another' }), taken: false },
  ])('takes $what', ({ known, news, taken }) => {
    const tracked = withNews(aTracked({ summary: known }), news);

    expect(tracked.summary).toBe(taken ? news : known);
  });

  it('takes nothing while the bytes are on their way: it would be about older ones', () => {
    expect(withNews(aTracked({ version: undefined }), scored).summary).toBeUndefined();
  });
});

describe('withVersionOf', () => {
  const storedAt = new Date('2026-11-21T14:05:00.000Z').getTime();
  const other = (createdAt: string): DocumentDetail => {
    const summary = aSummary({ version: 'other', createdAt });
    return aDetail(summary);
  };

  it('follows the version that somebody stored after ours', () => {
    const tracked = withVersionOf(aTracked({ storedAt, kept: true }), other('2026-11-21T14:05:00.500Z'));

    expect(tracked).toMatchObject({ version: 'other', kept: false });
  });

  it('keeps waiting for ours while the last one known is older', () => {
    const tracked = aTracked({ storedAt });

    expect(withVersionOf(tracked, other('2026-11-21T14:04:59.000Z'))).toBe(tracked);
  });
});

it.each([
  { state: 'pending', end: undefined },
  { state: 'running', end: undefined },
  { state: 'scored', end: 'scored' },
  { state: 'dead', end: 'dead' },
  { state: 'superseded', end: 'superseded' },
] as const)('knows that $state ends as $end', ({ state, end }) => {
  const tracked = aTracked({ summary: aSummary({ state }) });

  expect([endOf(tracked), isOver(tracked)]).toEqual([end, end !== undefined]);
});

it('is over when it could not be stored', () => {
  expect(isOver(aTracked({ version: undefined, failure: 'too long a name' }))).toBe(true);
});
