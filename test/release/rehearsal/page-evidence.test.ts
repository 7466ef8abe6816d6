import { describe, expect, it } from 'vitest';
import { Entry, type NewEntry } from '../../../src/release/evidence/entry.ts';
import { shortDigest, whatHappened } from '../../../src/release/rehearsal/page/evidence-entry.ts';

const digest = 'ab'.repeat(32);
const other = 'cd'.repeat(32);
const base = { at: '2026-03-02T09:00:00Z', environment: 'prod' } as const;
const model = { model: 'document-type', modelVersion: '1.2.0' };
const approver = { account: 'bob@example.org', comment: 'Fine <b>' };

/** As it is read on the page. */
function read(entry: NewEntry): string {
  const { what, details } = whatHappened(Entry.parse({ ...entry, before: digest, digest }));
  return `${what}: ${details.html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()}`;
}

describe('an entry of the evidence', () => {
  it.each<[NewEntry, string]>([
    [
      { ...base, what: 'plan', changes: { Create: 3, Modify: 1 }, sha256: digest },
      'Plan: 3 Create, 1 Modify abababababab',
    ],
    [{ ...base, what: 'platform', deployment: 'docscore-platform' }, 'Platform deployed: docscore-platform'],
    [{ ...base, what: 'events', deployment: 'docscore-events' }, 'Event subscriptions deployed: docscore-events'],
    [{ ...base, what: 'deployed', app: 'candidate', package: digest }, 'Package deployed (candidate): abababababab'],
    [
      { ...base, what: 'deployed', app: 'live', package: digest, instead: other },
      'Package deployed (live): abababababab instead of cdcdcdcdcdcd',
    ],
    [
      { ...base, what: 'staged', models: [{ ...model, outcome: 'left', why: 'it serves' }] },
      'Models staged: document-type 1.2.0: left (it serves)',
    ],
    [
      { ...base, what: 'compared', ...model, verdict: 'keep', says: 'Blue is worse.', sha256: digest },
      'Compared: document-type 1.2.0: keep. Blue is worse.',
    ],
    [
      {
        ...base,
        what: 'smoke',
        app: 'live',
        package: digest,
        passed: 7,
        failed: ['ready', 'document'],
        sha256: digest,
      },
      'Smoke test (live): 7 passed, failed: ready, document; package abababababab',
    ],
    [
      {
        ...base,
        what: 'approved',
        by: [
          { name: 'bob', ...approver },
          { name: 'eve', ...approver, comment: '' },
        ],
      },
      'Approved: by bob: “Fine &lt;b&gt;” by eve',
    ],
    [{ ...base, what: 'promoted', models: [model] }, 'Models promoted: document-type 1.2.0'],
    [{ ...base, what: 'promoted', models: [] }, 'Models promoted: none'],
    [{ ...base, what: 'finished' }, 'Finished: the candidate app is empty again'],
    [
      { ...base, what: 'rolled-back', from: digest, to: other, models: [model] },
      'Rolled back: package abababababab → cdcdcdcdcdcd document-type 1.2.0',
    ],
    [{ ...base, what: 'rolled-back', models: [] }, 'Rolled back: the package stays'],
    [
      { ...base, what: 'withdrawn', why: 'time-out', app: false, models: [] },
      'Withdrawn: time-out; no candidate app was stopped',
    ],
  ])('%o reads "%s"', (entry, text) => {
    expect(read(entry)).toBe(text);
  });

  it('shows a digest short, and whole where one points at it', () => {
    expect(shortDigest(digest).html).toBe(`<code title="${digest}">abababababab</code>`);
  });
});
