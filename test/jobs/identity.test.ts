import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { versionOf } from '../../src/domain/version.ts';
import { documentId, eventId } from '../../src/jobs/identity.ts';
import { paddedSequencer } from '../../src/jobs/sequencer.ts';

describe('identity', () => {
  it('derives the document id from container and exact name', () => {
    // python3: base64.b32encode(sha256(b'documents\na.pdf').digest()).lower()[:26]
    expect(documentId('documents', 'a.pdf')).toBe('pifh4hk4uiskbl5kxjfkw7bk6w');
  });

  it.each(['a.pdf ', 'A.pdf', 'a.pdf\u202e', './a.pdf', 'a%2epdf'])('takes "%s" for another document', (name) => {
    expect(documentId('documents', name)).not.toBe(documentId('documents', 'a.pdf'));
    expect(documentId('documents', name)).toMatch(/^[a-z2-7]{26}$/);
  });

  it.each([
    { etag: '"0x8DC"', version: '0x8DC' },
    { etag: 'W/"0x8DC"', version: '0x8DC' },
    { etag: '0x8DC', version: '0x8DC' },
  ])('reads version $version from eTag $etag', ({ etag, version }) => {
    expect(versionOf(etag)).toBe(version);
  });

  it('compares sequencers of different length by value', () => {
    const earlier = paddedSequencer(`${'0'.repeat(30)}0A`);
    const later = paddedSequencer(`${'0'.repeat(40)}0000000B`);

    expect(earlier).toHaveLength(64);
    expect(earlier < later).toBe(true);
  });

  it('gives an event the same id whenever it is made, and another one for another type', () => {
    const run = { documentId: 'a'.repeat(26), version: '0x1', run: 1 };
    const type = 'docscore.document.scored.v1';

    expect(eventId(run, type)).toBe(
      createHash('sha256')
        .update(`${'a'.repeat(26)}\n0x1\n1\n${type}`)
        .digest('hex'),
    );
    expect(eventId(run, 'docscore.document.dead.v1')).not.toBe(eventId(run, type));
  });
});
