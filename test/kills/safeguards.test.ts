import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeguards } from './safeguards.ts';

const root = join(import.meta.dirname, '../..');

describe('the safeguards that npm run kills can take away', () => {
  it('are eight or more, each with a name of its own', () => {
    expect(safeguards.length).toBeGreaterThanOrEqual(8);
    expect(new Set(safeguards.map(({ safeguard }) => safeguard)).size).toBe(safeguards.length);
  });

  it.each(safeguards)('include $safeguard, of which each part stands at one place of the source', ({ changes }) => {
    for (const { file, from, to } of changes) {
      const source = readFileSync(join(root, file), 'utf8');

      expect(source.split(from), `${file}: ${from}`).toHaveLength(2);
      expect(to).not.toBe(from);
    }
  });
});
