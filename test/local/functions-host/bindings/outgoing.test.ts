import { expect, it } from 'vitest';
import {
  bodyOf,
  contentOf,
  isGiven,
  messagesOf,
  objectsOf,
} from '../../../../src/local/functions-host/bindings/outgoing.ts';

it.each([
  { what: 'nothing', value: undefined },
  { what: 'null', value: null },
  { what: 'an empty datum', value: {} },
])('takes $what for no value', ({ value }) => {
  expect(isGiven(value)).toBe(false);
});

it.each([
  { value: { string: '' }, messages: [''] },
  { value: { string: 'a' }, messages: ['a'] },
  { value: { string: ' [1, {"a":2}] ' }, messages: [1, { a: 2 }] },
  { value: { string: '[1, 2' }, messages: ['[1, 2'] },
  { value: { string: '"quoted"' }, messages: ['"quoted"'] },
  { value: { json: '["a",null,"b"]' }, messages: ['a', 'b'] },
  { value: { json: '{"a":1}' }, messages: [{ a: 1 }] },
  { value: { int: 0 }, messages: [0] },
  { value: { double: 1.5 }, messages: [1.5] },
  { value: { bytes: new Uint8Array([91, 93]) }, messages: [new Uint8Array([91, 93])] },
])('makes $messages of $value', ({ value, messages }) => {
  expect(isGiven(value)).toBe(true);
  expect(messagesOf(value)).toEqual(messages);
});

it('writes a message as bytes, text or indented JSON, and a blob as compact JSON', () => {
  expect([bodyOf('a'), bodyOf(2), bodyOf(false), bodyOf({ a: 1 })]).toEqual(['a', '2', 'False', '{\n  "a": 1\n}']);
  expect(contentOf({ json: '{ "a": 1 }' })).toBe('{"a":1}');
  expect(contentOf({ int: 5 })).toBe('5');
});

it('takes objects only where objects are wanted', () => {
  expect(objectsOf('cosmosDB', { json: '[{"id":"a"}]' })).toEqual([{ id: 'a' }]);
  expect(() => objectsOf('cosmosDB', { string: 'text' })).toThrow("'cosmosDB' takes objects, not string");
});
