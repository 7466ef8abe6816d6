import { expect, it } from 'vitest';
import { remembered } from '../../../src/adapters/models/remembered.ts';
import { AppError } from '../../../src/domain/errors.ts';

function aMemory(make: (key: string, attempt: number) => Promise<string>, most = 10) {
  const made: string[] = [];
  const clock = { now: 0 };
  const get = remembered((key) => make(key, made.push(key)), { most, failureMs: 5000, now: () => clock.now });
  return { get, made, clock };
}

it('makes a thing once, however many ask at once and later', async () => {
  const { get, made } = aMemory((key) => Promise.resolve(key));

  expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['a', 'a', 'b']);
  expect(await get('a')).toBe('a');
  expect(made).toEqual(['a', 'b']);
});

it('answers a failure from memory for a while, then tries again', async () => {
  const { get, made, clock } = aMemory((_, attempt) =>
    attempt === 1 ? Promise.reject(new AppError('invalid', 'broken')) : Promise.resolve('mended'),
  );

  await expect(get('a')).rejects.toThrow('broken');
  clock.now = 4999;
  await expect(get('a')).rejects.toThrow('broken');
  expect(made).toEqual(['a']);

  clock.now = 5000;
  expect(await get('a')).toBe('mended');
});

it.each(['unavailable', 'not-found', 'too-many'] as const)('tries again at once after `%s`', async (code) => {
  const { get } = aMemory((_, attempt) =>
    attempt === 1 ? Promise.reject(new AppError(code, 'not now')) : Promise.resolve('there'),
  );

  await expect(get('a')).rejects.toThrow('not now');

  expect(await get('a')).toBe('there');
});

it('forgets what was not used for longest', async () => {
  const { get, made } = aMemory((key) => Promise.resolve(key), 2);

  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);

  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
