import { describe, expect, it } from 'vitest';
import { bindingData } from '../../../../src/local/functions-host/bindings/binding-data.ts';
import { parseTemplate } from '../../../../src/local/functions-host/bindings/binding-expression.ts';

const message = {
  Id: 'i1',
  n: 7,
  flag: false,
  none: null,
  list: [1],
  inner: { Deep: { url: 'u' } },
  day: '2026-02-03T04:05:06Z',
};
const data = bindingData('fn', {
  data: { string: JSON.stringify(message) },
  metadata: { QueueTrigger: { string: 'text' }, DequeueCount: { json: '3' }, id: { string: 'of the message' } },
});
const fill = (text: string) => parseTemplate(text).fill(data);

it.each([
  { text: 'plain', filled: 'plain' },
  { text: '{queueTrigger}/{dequeueCOUNT}', filled: 'text/3' },
  { text: 'a-{id}-b', filled: 'a-i1-b' },
  { text: '{n}{flag}', filled: '7False' },
  { text: '{inner.deep.URL}', filled: 'u' },
  { text: '{inner}', filled: '{"Deep":{"url":"u"}}' },
  { text: '{day:yyyy/MM/dd HH.mm.ss}', filled: '2026/02/03 04.05.06' },
  { text: '{sys.methodname}', filled: 'fn' },
])('fills "$text" as "$filled"', ({ text, filled }) => {
  expect(fill(text)).toBe(filled);
});

it.each([
  { text: '{rand-guid}', pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ },
  { text: '{sys.randguid:N}', pattern: /^[0-9a-f]{32}$/ },
  { text: '{rand-guid:B}', pattern: /^\{[0-9a-f-]{36}\}$/ },
  { text: '{rand-guid:P}', pattern: /^\([0-9a-f-]{36}\)$/ },
  { text: '{DateTime}', pattern: /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/ },
  { text: '{sys.utcnow:yyMMdd}', pattern: /^\d{6}$/ },
])('makes up a value for "$text"', ({ text, pattern }) => {
  expect(fill(text)).toMatch(pattern);
});

it('makes another guid at each call', () => {
  const template = parseTemplate('{rand-guid}');

  expect(template.fill(data)).not.toBe(template.fill(data));
});

it.each(['{none}', '{list}', '{inner.nothing}', '{nobody}'])('has no value for "%s", and names it', (text) => {
  expect(() => fill(text)).toThrow(`No value for named parameter '${text.slice(1, -1)}'.`);
});

it.each(['{', 'a}', '{a{b}', '{}'])('refuses "%s", which is no expression', (text) => {
  expect(() => parseTemplate(text)).toThrow(`'${text}'`);
});

it.each(['{DateTime:ddd}', '{rand-guid:X}', '{n:yyyy}x{flag:yyyy}'])('refuses the format of "%s" by name', (text) => {
  expect(() => fill(text)).toThrow(/not supported by this host|is not a date/);
});

describe('an HTTP request', () => {
  const request = { params: { id: 'route' }, query: '?id=query&only=q&code=secret', headers: { 'x-a': 'head' } };
  const body = {
    http: {
      method: 'POST',
      url: '',
      nullableHeaders: {},
      nullableQuery: {},
      nullableParams: {},
      body: { bytes: Buffer.from('{"id":"body","mine":"b"}') },
    },
  };
  const values = bindingData('fn', { data: body, request });

  it.each([
    { text: '{id}', filled: 'route' },
    { text: '{query.id}', filled: 'query' },
    { text: '{only}', filled: 'q' },
    { text: '{mine}', filled: 'b' },
    { text: '{Headers.X-A}', filled: 'head' },
  ])('gives "$filled" for "$text"', ({ text, filled }) => {
    expect(parseTemplate(text).fill(values)).toBe(filled);
  });

  it('keeps its key to itself', () => {
    expect(() => parseTemplate('{code}').fill(values)).toThrow("'code'");
  });
});
