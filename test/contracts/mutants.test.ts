import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Mutant } from './mutant.ts';
import { services } from './services.ts';

const root = join(import.meta.dirname, '../..');

describe.each(services)('the behaviours of %s that can be taken away', async (service) => {
  const { mutants } = (await import(`./${service}/mutants.ts`)) as { mutants: readonly Mutant[] };

  it('are fifteen or more', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(15);
  });

  it.each(mutants)('include "$behaviour", which stands at one place of the source', ({ file, from, to, suite }) => {
    const source = readFileSync(join(root, file), 'utf8');

    expect(source.split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    expect(existsSync(join(import.meta.dirname, service, suite))).toBe(true);
  });
});

it('has a suite for each server that has a contract', () => {
  expect(services).toEqual(
    expect.arrayContaining([
      'cosmos',
      'document-intelligence',
      'event-grid',
      'event-hubs',
      'functions-host',
      'key-vault',
    ]),
  );
});
