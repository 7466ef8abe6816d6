import { describe, expect, it } from 'vitest';
import { page } from '../page.ts';
import { aContainer, all, anAccount } from './an-account.ts';

const { database } = await anAccount();
const container = await aContainer(database);
await container.items.create({ id: 'one', x: 'a' });

/** The value of one expression; `undefined` if the query answers nothing. */
const valueOf = async (expression: string) => (await all(container, `SELECT VALUE ${expression} FROM c`))[0];

type Case = readonly [expression: string, value: unknown];

/** One page per function; a page's checks run as one. */
function checks(pages: Readonly<Record<string, readonly Case[]>>) {
  for (const [path, cases] of Object.entries(pages))
    describe(page(`cosmos-db/nosql/query/${path}`), () => {
      it(`answers as the page says: ${cases.map(([expression]) => expression).join(' · ')}`, async () => {
        for (const [expression, value] of cases) expect(await valueOf(expression), expression).toEqual(value);
      });
    });
}

checks({
  // Strings
  contains: [
    ['CONTAINS("abc", "ab")', true],
    ['CONTAINS("abc", "A")', false],
    ['CONTAINS("abc", "A", true)', true],
    ['CONTAINS(1, "A")', undefined],
  ],
  startswith: [
    ['STARTSWITH("abc", "ab")', true],
    ['STARTSWITH("abc", "A", true)', true],
  ],
  endswith: [
    ['ENDSWITH("abc", "bC", true)', true],
    ['ENDSWITH("abc", "bC")', false],
  ],
  stringequals: [
    ['STRINGEQUALS("AdventureWorks", "adventureworks", true)', true],
    ['STRINGEQUALS("a", "A")', false],
  ],
  concat: [
    ['CONCAT("adventure", "-", "works")', 'adventure-works'],
    ['CONCAT("a", 1)', undefined],
  ],
  length: [
    ['LENGTH("AdventureWorks")', 14],
    ['LENGTH("")', 0],
  ],
  lower: [['LOWER("AdventureWorks")', 'adventureworks']],
  upper: [['UPPER("AdventureWorks")', 'ADVENTUREWORKS']],
  trim: [['TRIM("   AdventureWorks   ")', 'AdventureWorks']],
  reverse: [['REVERSE("AdventureWorks")', 'skroWerutnevdA']],
  'index-of': [
    ['INDEX_OF("AdventureWorks", "Works")', 9],
    ['INDEX_OF("AdventureWorks", "re", 12)', -1],
  ],
  left: [['LEFT("AdventureWorks", 9)', 'Adventure']],
  right: [['RIGHT("AdventureWorks", 5)', 'Works']],
  substring: [['SUBSTRING("AdventureWorks", 0, 9)', 'Adventure']],
  replace: [['REPLACE("AdventureWorks", "Adventure", "Cosmic")', 'CosmicWorks']],
  replicate: [['REPLICATE("ab", 3)', 'ababab']],
  stringsplit: [['STRINGSPLIT("a,b,c", ",")', ['a', 'b', 'c']]],
  stringjoin: [['STRINGJOIN(["a", "b"], "-")', 'a-b']],
  tostring: [
    ['TOSTRING(1.5)', '1.5'],
    ['TOSTRING(true)', 'true'],
    ['TOSTRING({"a": [1]})', '{"a":[1]}'],
  ],
  stringtonumber: [
    ['STRINGTONUMBER("-2.5e1")', -25],
    ['STRINGTONUMBER("two")', undefined],
  ],
  stringtoarray: [['STRINGTOARRAY("[1, [2]]")', [1, [2]]]],
  regexmatch: [
    ['REGEXMATCH("abcd", "ABC", "i")', true],
    ['REGEXMATCH("abcd", "^x")', false],
  ],
  // Arrays
  'array-contains': [
    ['ARRAY_CONTAINS(["a", "b"], "b")', true],
    ['ARRAY_CONTAINS([{"a": 1, "b": 2}], {"a": 1})', false],
    ['ARRAY_CONTAINS([{"a": 1, "b": 2}], {"a": 1}, true)', true],
  ],
  'array-contains-any': [['ARRAY_CONTAINS_ANY([1, true, "3"], 9, "3")', true]],
  'array-contains-all': [['ARRAY_CONTAINS_ALL([1, true, "3"], 1, "9")', false]],
  'array-length': [['ARRAY_LENGTH([70, 86, 92, 99])', 4]],
  'array-slice': [
    ['ARRAY_SLICE([70, 86, 92, 99], 1, 2)', [86, 92]],
    ['ARRAY_SLICE([70, 86, 92, 99], -1)', [99]],
  ],
  'array-concat': [['ARRAY_CONCAT([1], [2, 3], [[4]])', [1, 2, 3, [4]]]],
  setintersect: [['SETINTERSECT([1, 2, 3, 4], [3, 4, 5])', [3, 4]]],
  setunion: [['SETUNION([1, 2], [2, 3])', [1, 2, 3]]],
  choose: [['CHOOSE(2, "a", "b")', 'b']],
  objecttoarray: [['OBJECTTOARRAY({"a": "12345", "b": 1})', [{ k: 'a', v: '12345' }, { k: 'b', v: 1 }]]], // prettier-ignore
  // Numbers
  round: [
    ['ROUND(2.4)', 2],
    ['ROUND(2.5)', 3],
    ['ROUND(-2.6)', -3],
  ],
  trunc: [['TRUNC(-2.6)', -2]],
  ceiling: [['CEILING(-62.6123)', -62]],
  floor: [['FLOOR(-62.6123)', -63]],
  abs: [['ABS(-1)', 1]],
  power: [['POWER(2, 10)', 1024]],
  sqrt: [
    ['SQRT(16)', 4],
    ['SQRT(-1)', undefined],
  ],
  log: [['ROUND(LOG(8, 2))', 3]],
  intdiv: [
    ['INTDIV(10, 4)', 2],
    ['INTDIV(10, 0)', undefined],
  ],
  intbitand: [['INTBITAND(15, 25)', 9]],
  numberbin: [['NUMBERBIN(37.752, 10)', 30]],
  // Dates
  datetimeadd: [
    ['DATETIMEADD("mm", 1, "2020-01-31T00:00:00.0000000Z")', '2020-02-29T00:00:00.0000000Z'],
    ['DATETIMEADD("hh", -1, "2020-07-03T00:00:00.0000000Z")', '2020-07-02T23:00:00.0000000Z'],
  ],
  datetimediff: [['DATETIMEDIFF("yyyy", "2018-12-31T23:59:59Z", "2019-01-01T00:00:00Z")', 1]],
  datetimepart: [
    ['DATETIMEPART("dd", "2016-05-29T08:30:00.1301617")', 29],
    ['DATETIMEPART("mcs", "2016-05-29T08:30:00.1301617")', 130161],
    ['DATETIMEPART("ns", "2016-05-29T08:30:00.1301617")', 130161700],
  ],
  datetimebin: [
    ['DATETIMEBIN("2021-01-08T18:35:00.0000000", "dd")', '2021-01-08T00:00:00.0000000Z'],
    ['DATETIMEBIN("2021-01-08T18:35:00.0000000", "hh", 5)', '2021-01-08T15:00:00.0000000Z'],
    ['DATETIMEBIN("2021-01-08T18:35:00.0000000", "dd", 7)', '2021-01-07T00:00:00.0000000Z'],
    ['DATETIMEBIN("2021-01-08T18:35:00.0000000", "dd", 7, "1601-01-01T00:00:00.0000000")', '2021-01-04T00:00:00.0000000Z'], // prettier-ignore
  ],
  datetimefromparts: [
    ['DATETIMEFROMPARTS(2017, 4, 20, 13, 15, 20, 3456789)', '2017-04-20T13:15:20.3456789Z'],
    ['DATETIMEFROMPARTS(2017, 4, 20)', '2017-04-20T00:00:00.0000000Z'],
    ['DATETIMEFROMPARTS(-2000, 4, 20)', undefined],
  ],
  datetimetoticks: [['DATETIMETOTICKS("2015-05-19T12:00:00.0000000")', 14320368000000000]],
  tickstodatetime: [
    ['TICKSTODATETIME(15973607943002652)', '2020-08-13T23:19:54.3002652Z'],
    ['TICKSTODATETIME(-116444736000000000)', '1601-01-01T00:00:00.0000000Z'],
  ],
  datetimetotimestamp: [['DATETIMETOTIMESTAMP("2020-07-09T23:20:13.4575530Z")', 1594336813457]],
  timestamptodatetime: [['TIMESTAMPTODATETIME(1594227912345)', '2020-07-08T17:05:12.3450000Z']],
  getcurrenttimestamp: [['GETCURRENTTIMESTAMP() > 1700000000000', true]],
  // Types and conditions
  'is-defined': [
    ['IS_DEFINED(c.id)', true],
    ['IS_DEFINED(c.none)', false],
  ],
  'is-null': [['IS_NULL(null)', true]],
  'is-number': [['IS_NUMBER("1")', false]],
  'is-string': [['IS_STRING("1")', true]],
  'is-array': [['IS_ARRAY([])', true]],
  'is-object': [['IS_OBJECT([])', false]],
  'is-primitive': [['IS_PRIMITIVE(null)', true]],
  'is-integer': [['IS_INTEGER(1.5)', false]],
  iif: [['IIF(1 = 1, "yes", "no")', 'yes']],
  // Operators
  'equality-comparison-operators': [
    ['1 = "1"', false],
    ['c.none = 1', undefined],
    ['1 < "2"', undefined],
    ['{"a": [1]} = {"a": [1]}', true],
  ],
  'logical-operators': [
    ['c.none AND false', false],
    ['c.none OR true', true],
    ['NOT c.none', undefined],
  ],
  'ternary-coalesce-operators': [
    ['c.none ?? 7', 7],
    ['null ?? 7', null],
    ['true ? "a" : "b"', 'a'],
  ],
  'bitwise-operators': [
    ['7 & 5', 5],
    ['1 << 4', 16],
  ],
});
