import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { weights, weightsPath } from '../../../src/adapters/reader/engine.ts';

it.each(Object.keys(weights) as (keyof typeof weights)[])('has the %s weights that its digest names', (part) => {
  const actual = createHash('sha256')
    .update(readFileSync(weightsPath(part)))
    .digest('hex');

  expect(actual).toBe(weights[part].sha256);
});
