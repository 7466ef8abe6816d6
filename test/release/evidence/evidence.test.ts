import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/release/evidence/digest.ts';
import { readEvidence, record } from '../../../src/release/evidence/evidence-folder.ts';
import {
  append,
  newEvidence,
  parseEvidence,
  type Evidence,
  type Subject,
} from '../../../src/release/evidence/evidence.ts';
import type { NewEntry } from '../../../src/release/evidence/entry.ts';
import { aDrop } from '../a-drop.ts';
import { scratch } from '../scratch.ts';

const at = '2026-11-21T10:00:00.000Z';
const built = { file: 'docscore.zip', sha256: 'a'.repeat(64), bytes: 12, contents: 'b'.repeat(64) };
const subject: Subject = {
  ...{ schema: 1, commit: 'c0ffee', run: { id: 7, number: '20261121.1', url: '' }, models: [] },
  package: built,
};
const approved: NewEntry = {
  at,
  environment: 'prod',
  what: 'approved',
  by: [{ name: 'Ada', account: 'ada', comment: '' }],
};

const three = (): Evidence =>
  [
    { at, environment: 'dev', what: 'platform', deployment: 'docscore-platform' } as const,
    approved,
    { at, environment: 'prod', what: 'finished' } as const,
  ].reduce<Evidence>((evidence, entry) => append(evidence, entry), newEvidence(subject));

describe('evidence', () => {
  it('is read as it was written, whatever the order of its keys', () => {
    const evidence = three();
    const turned = Object.fromEntries(Object.entries(evidence).reverse());

    expect(parseEvidence(JSON.stringify(turned), 'evidence.json')).toEqual(evidence);
  });

  it.each<{ what: string; change: (evidence: Evidence) => unknown; says: RegExp }>([
    { what: 'another commit', change: (one) => ({ ...one, commit: 'c0ffef' }), says: /what is released does not fit/ },
    {
      what: 'another package',
      change: (one) => ({ ...one, package: { ...built, sha256: 'c'.repeat(64) } }),
      says: /what is released does not fit/,
    },
    { what: 'another digest', change: (one) => ({ ...one, digest: 'd'.repeat(64) }), says: /does not fit its digest/ },
    {
      what: 'another approver',
      change: (one) => ({
        ...one,
        entries: one.entries.map((entry) =>
          entry.what === 'approved' ? { ...entry, by: [{ name: 'Bob', account: 'bob', comment: '' }] } : entry,
        ),
      }),
      says: /entry 2 \(approved\) does not fit/,
    },
    {
      what: 'a missing entry',
      change: (one) => ({ ...one, entries: one.entries.toSpliced(1, 1) }),
      says: /entry 2 \(finished\) does not follow/,
    },
    {
      what: 'another order',
      change: (one) => ({ ...one, entries: one.entries.toReversed() }),
      says: /entry 1 .*does not follow/,
    },
    { what: 'one more key', change: (one) => ({ ...one, note: 'fine' }), says: /is not evidence/ },
  ])('with $what is refused', ({ change, says }) => {
    expect(() => parseEvidence(JSON.stringify(change(three())), 'evidence.json')).toThrow(says);
  });

  it('has one text for one value', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined, A: true })).toBe(
      '{"A":true,"b":[1,{"c":"x","d":null}]}',
    );
  });
});

describe('evidence in folders', () => {
  const path = scratch();
  const placeOf = (folder: string) => ({ drop: path('drop'), folder: path(folder) });

  it('grows by one entry at a time, from what ci made', async () => {
    const first = await aDrop(path('drop'));

    await record(placeOf('one'), approved);
    const evidence = await record(placeOf('one'), { at, environment: 'prod', what: 'finished' });

    expect(evidence.entries.map(({ what }) => what)).toEqual(['approved', 'finished']);
    expect(evidence.entries[0]?.before).toBe(first.digest);
    expect(await readEvidence(placeOf('one'))).toEqual(evidence);
  });

  it('goes on from the longest of earlier stages', async () => {
    await record(placeOf('job/evidence-dev-1'), { at, environment: 'dev', what: 'platform', deployment: 'x' });
    const json = await readFile(path('job/evidence-dev-1/evidence.json'), 'utf8');
    await record(placeOf('job/evidence-test-1'), approved);
    await writeFile(path('job/evidence-test-1/evidence.json'), json);
    const longer = await record(placeOf('job/evidence-test-1'), approved);

    expect(await readEvidence(placeOf('job'))).toEqual(longer);
  });

  it('is refused where two stages tell different stories', async () => {
    await record(placeOf('two/evidence-a-1'), approved);
    await record(placeOf('two/evidence-b-1'), { at, environment: 'prod', what: 'finished' });

    await expect(readEvidence(placeOf('two'))).rejects.toThrow(/tells another story/);
  });

  it('is refused where a stage is of another release', async () => {
    await aDrop(path('other'), { commit: 'b'.repeat(40) });
    await record({ drop: path('other'), folder: path('three/evidence-a-1') }, approved);

    await expect(readEvidence(placeOf('three'))).rejects.toThrow(/another release/);
  });
});
