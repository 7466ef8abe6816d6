import { expect, it } from 'vitest';
import { readPath } from '../../../../src/local/functions-host/http/path.ts';

it.each([
  { target: '/a/b?x=1', decoded: '/a/b', encoded: '/a/b', query: '?x=1' },
  { target: '/a//b', decoded: '/a//b', encoded: '/a//b', query: '' },
  { target: '/d/a%2fb', decoded: '/d/a%2fb', encoded: '/d/a%252fb', query: '' },
  { target: '/d/a%252fb', decoded: '/d/a%2fb', encoded: '/d/a%252fb', query: '' },
  { target: '/d/a%20%25', decoded: '/d/a %', encoded: '/d/a%20%25', query: '' },
  { target: '/d/%E2%80%AEx', decoded: '/d/\u202Ex', encoded: '/d/%E2%80%AEx', query: '' },
  { target: '/d/a%0ab', decoded: '/d/a\nb', encoded: '/d/a%0Ab', query: '' },
  { target: '/d/%ff', decoded: '/d/%ff', encoded: '/d/%25ff', query: '' },
  { target: '/api/a/../b', decoded: '/api/b', encoded: '/api/b', query: '' },
  { target: '/api/a/%2e%2E/b', decoded: '/api/b', encoded: '/api/b', query: '' },
  { target: '/api/./a/.', decoded: '/api/a/', encoded: '/api/a/', query: '' },
  { target: '/../../a', decoded: '/a', encoded: '/a', query: '' },
  { target: '/.well-known/a..b', decoded: '/.well-known/a..b', encoded: '/.well-known/a..b', query: '' },
  { target: 'http://host:80/a?b', decoded: '/a', encoded: '/a', query: '?b' },
])('reads $target as the cloud does', ({ target, ...expected }) => {
  expect(readPath(target)).toEqual(expected);
});

it.each(['/a%00b', '*', 'a/b'])('refuses %s', (target) => {
  expect(readPath(target)).toBeUndefined();
});
