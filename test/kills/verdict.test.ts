import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Arrived } from '../e2e/hub.ts';
import type { Evidence, Item } from './evidence.ts';
import type { Acknowledged } from './upload-all.ts';
import { judge } from './verdict.ts';

const key = { documentId: 'd', version: 'v2', run: 1 };
const endedAt = '2026-01-01T00:00:10.000Z';

const upload: Acknowledged = {
  name: 'a.txt',
  revision: 1,
  version: 'v2',
  content: { kind: 'text', pages: ['kitchen'], mark: 'albatross zebra' },
};

const answer = { model: 'document-type', modelVersion: '1.0.0', slot: 'green', label: 'review', confidence: 0.9 };

/** A document that went its way, with something changed. */
function theEvidence(
  change: (evidence: Evidence & { items: Item[]; events: Arrived[] }) => Partial<Evidence> = () => ({}),
) {
  const type = 'docscore.document.scored.v1';
  const id = createHash('sha256').update(`d\nv2\n1\n${type}`).digest('hex');
  const event = { id, type, data: { ...key, name: 'a.txt', pages: 1, predictions: [answer] } } as unknown as Arrived;
  const sound = {
    items: [
      { ...key, id: 'head', type: 'head', name: 'a.txt', state: 'scored', pages: 1 },
      {
        ...key,
        id: 'job',
        type: 'job',
        name: 'a.txt',
        state: 'scored',
        pages: 1,
        stages: { ocr: { attempts: 1, endedAt } },
      },
      { ...key, id: 'prediction', type: 'prediction', ...answer },
      { ...key, id: 'outbox', type: 'outbox', state: 'published' },
    ],
    events: [event],
    blobs: new Map([['a.txt', 'v2']]),
    artifacts: new Map(['ocr.json', 'features-1.json'].map((name) => [`d/v2/1/${name}`, new Date(endedAt)])),
    ocr: new Map([['d/v2/1/ocr.json', { pages: [{ text: 'The Albatross Zebra review: kitchen', hasImage: false }] }]]),
    shown: new Map([['d', 'scored']]),
    messages: { visible: [], poison: [], hidden: 0 },
  };
  return { ...sound, ...change(sound) };
}

const without = (items: readonly Item[], type: string) => items.filter((item) => item.type !== type);
const changed = (items: readonly Item[], type: string, change: Partial<Item>) =>
  items.map((item) => (item.type === type ? { ...item, ...change } : item));

describe('the verdict on what a system shows', () => {
  it('finds nothing in a sound one', () => {
    expect(judge(theEvidence(), [upload])).toEqual([]);
  });

  it.each<[string, string, Parameters<typeof theEvidence>[0]]>([
    ['lost', 'a document that nobody knows', ({ items }) => ({ items: without(items, 'head') })],
    ['lost', 'a version that storage has forgotten', () => ({ blobs: new Map([['a.txt', 'v1']]) })],
    ['lost', 'a document that stands still', ({ items }) => ({ items: changed(items, 'head', { state: 'pending' }) })],
    ['run left over', 'a run without an end', ({ items }) => ({ items: changed(items, 'job', { state: 'running' }) })],
    [
      'wrong end',
      'a healthy document that is dead',
      ({ items }) => ({ items: changed(items, 'job', { state: 'dead' }) }),
    ],
    ['wrong end', 'a head that HTTP does not show', () => ({ shown: new Map([['d', 'pending']]) })],
    [
      'wrong text',
      'the text of another document',
      () => ({
        ocr: new Map([['d/v2/1/ocr.json', { pages: [{ text: 'Lantern review: kitchen', hasImage: false }] }]]),
      }),
    ],
    ['page missing', 'a result without a page', ({ items }) => ({ items: changed(items, 'job', { pages: 0 }) })],
    ['artifact missing', 'a result without artifacts', () => ({ artifacts: new Map() })],
    [
      'artifact changed',
      'an artifact that somebody wrote again',
      () => ({
        artifacts: new Map(
          ['ocr.json', 'features-1.json'].map((name) => [`d/v2/1/${name}`, new Date('2026-01-01T00:00:15Z')]),
        ),
      }),
    ],
    [
      'second prediction',
      'two predictions of one run and model',
      ({ items }) => ({ items: [...items, { ...key, id: 'again', type: 'prediction', ...answer }] }),
    ],
    [
      'second prediction',
      'a second scored run',
      ({ items }) => ({ items: [...items, { ...key, id: 'job2', type: 'job', run: 2, state: 'scored' }] }),
    ],
    [
      'second event id',
      'two ids for one result',
      ({ events }) => ({ events: events.flatMap((one) => [one, { ...one, id: 'other' }]) }),
    ],
    [
      'event changed',
      'the same event with other content',
      ({ events }) => ({ events: events.flatMap((one) => [one, { ...one, time: 'later' }]) }),
    ],
    ['result without event', 'a result that nobody heard of', () => ({ events: [] })],
    ['event without result', 'an event of nothing', ({ items }) => ({ items: without(items, 'job') })],
    [
      'event disagrees',
      'an event that says something else',
      ({ items }) => ({ items: changed(items, 'prediction', { label: 'letter' }) }),
    ],
    [
      'event owed',
      'an event that waits',
      ({ items }) => ({ items: changed(items, 'outbox', { state: 'unpublished' }) }),
    ],
    [
      'message left over',
      'a message of a run that goes on',
      () => ({ messages: { visible: ['{}'], poison: [], hidden: 0 } }),
    ],
  ])('finds «%s»: %s', (kind, _what, change) => {
    expect(judge(theEvidence(change), [upload]).map((offence) => offence.kind)).toContain(kind);
  });

  it('lets a poison message be whose run has ended', () => {
    const messages = { visible: [], poison: [JSON.stringify(key)], hidden: 0 };

    expect(
      judge(
        theEvidence(() => ({ messages })),
        [upload],
      ),
    ).toEqual([]);
    const running = theEvidence(({ items }) => ({ messages, items: changed(items, 'job', { state: 'running' }) }));
    expect(judge(running, [upload]).map(({ kind }) => kind)).toContain('message left over');
  });
});
