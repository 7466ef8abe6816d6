import { describe, expect, it } from 'vitest';
import { guidOf, uniqueString } from '../../../src/infra/plan/unique-string.ts';

describe('uniqueString', () => {
  // Published by people who compared with Azure's own answers.
  it.each([
    [['test'], 'rbgf3xv4ufgzg'],
    [['hello', 'world'], 'a7wkljktk6wne'],
    [['abc'], 'cgtzqvhu4i23s'],
    [['/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-rg'], 'bmg7c6xu4tw46'],
    [['foo', 'bar', 'baz'], 'xzi4ioaxtmth4'],
  ])('answers for %j what Azure answers', (parts, expected) => {
    expect(uniqueString(...parts)).toBe(expected);
  });
});

describe('guidOf', () => {
  it('is the version 5 UUID of the parts joined by dashes, in the namespace of ARM', () => {
    // python3: uuid.uuid5(uuid.UUID('11fb06fb-712d-4ddd-98c7-e71bbd588830'), 'a-b-c')
    expect(guidOf('a', 'b', 'c')).toBe('a98fa280-e03f-5afa-8d8e-92d0a9c201e8');
  });
});
