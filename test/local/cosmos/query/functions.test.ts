import { describe, expect, it } from 'vitest';
import { execute } from '../../../../src/local/cosmos/query/execute.ts';

/** Noon of 2 January 2030, UTC. */
const nowMs = Date.UTC(2030, 0, 2, 12);

/** The value of one expression; `undefined` if the query answers nothing. */
const valueOf = (expression: string) => execute({ query: `SELECT VALUE ${expression}` }, [], nowMs)[0];

type Case = readonly [expression: string, value: unknown];

describe('strings', () => {
  it.each<Case>([
    ['CONTAINS("invoice", "voi")', true],
    ['CONTAINS("Invoice", "INV")', false],
    ['CONTAINS("Invoice", "INV", true)', true],
    ['STARTSWITH("invoice", "in")', true],
    ['ENDSWITH("invoice", "CE", true)', true],
    ['StringEquals("A", "a", true)', true],
    ['CONCAT("a", "b", "c")', 'abc'],
    ['CONCAT("a", 1)', undefined],
    ['LENGTH("four")', 4],
    ['LENGTH(4)', undefined],
    ['LOWER("AbC")', 'abc'],
    ['UPPER("AbC")', 'ABC'],
    ['TRIM("  a ")', 'a'],
    ['LTRIM("  a ")', 'a '],
    ['RTRIM("  a ")', '  a'],
    ['REVERSE("abc")', 'cba'],
    ['INDEX_OF("abcabc", "c")', 2],
    ['INDEX_OF("abcabc", "c", 3)', 5],
    ['INDEX_OF("abc", "z")', -1],
    ['LEFT("abc", 2)', 'ab'],
    ['RIGHT("abc", 2)', 'bc'],
    ['LEFT("abc", 0)', ''],
    ['SUBSTRING("abcdef", 1, 3)', 'bcd'],
    ['REPLACE("a-b-c", "-", "+")', 'a+b+c'],
    ['REPLICATE("ab", 3)', 'ababab'],
    ['StringSplit("a,b", ",")', ['a', 'b']],
    ['StringJoin(["a", "b"], "-")', 'a-b'],
    ['ToString(1.5)', '1.5'],
    ['ToString({"a": 1})', '{"a":1}'],
    ['StringToNumber("-2.5")', -2.5],
    ['StringToNumber("two")', undefined],
    ['StringToBoolean("true")', true],
    ['StringToNull("null")', null],
    ['StringToArray("[1, 2]")', [1, 2]],
    ['StringToObject("{}")', {}],
    ['RegexMatch("INV-2024", "^inv-[0-9]+$", "i")', true],
    ['RegexMatch("INV", "^x")', false],
    ['"a" || "b"', 'ab'],
  ])('%s is %j', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });
});

describe('numbers', () => {
  it.each<Case>([
    ['ABS(-2)', 2],
    ['ABS("2")', undefined],
    ['CEILING(1.2)', 2],
    ['FLOOR(-1.2)', -2],
    ['ROUND(2.5)', 3],
    ['ROUND(-2.5)', -3],
    ['TRUNC(-2.7)', -2],
    ['SQRT(9)', 3],
    ['SQRT(-1)', undefined],
    ['SQUARE(-3)', 9],
    ['POWER(2, 10)', 1024],
    ['LOG(8, 2)', 3],
    ['LOG10(1000)', 3],
    ['SIGN(-9)', -1],
    ['DEGREES(PI())', 180],
    ['IntDiv(7, 2)', 3],
    ['IntMod(7, 2)', 1],
    ['IntDiv(7, 0)', undefined],
    ['IntBitAnd(12, 10)', 8],
    ['NumberBin(37, 10)', 30],
    ['7 % 4', 3],
    ['1 / 0', undefined],
    ['1 + "a"', undefined],
    ['2 + 3 * 4', 14],
    ['(2 + 3) * 4', 20],
    ['-2 - -3', 1],
    ['6 & 3 | 8', 10],
    ['1 << 4', 16],
    ['~5', -6],
    ['0x10', 16],
    ['1.5e3', 1500],
  ])('%s is %j', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });
});

describe('arrays', () => {
  it.each<Case>([
    ['ARRAY_CONTAINS([1, 2], 2)', true],
    ['ARRAY_CONTAINS([{"a": 1, "b": 2}], {"a": 1})', false],
    ['ARRAY_CONTAINS([{"a": 1, "b": 2}], {"a": 1}, true)', true],
    ['ARRAY_CONTAINS([{"a": 1, "b": 2}], {"b": 2, "a": 1})', true],
    ['ARRAY_CONTAINS_ANY([1, 2], 9, 2)', true],
    ['ARRAY_CONTAINS_ALL([1, 2], 1, 9)', false],
    ['ARRAY_LENGTH([1, [2, 3]])', 2],
    ['ARRAY_LENGTH("abc")', undefined],
    ['ARRAY_SLICE([1, 2, 3, 4], 1, 2)', [2, 3]],
    ['ARRAY_SLICE([1, 2, 3, 4], -2)', [3, 4]],
    ['ARRAY_CONCAT([1], [[2]], [3])', [1, [2], 3]],
    ['SetIntersect([1, 2, 2, 3], [2, 3, 4])', [2, 3]],
    ['SetUnion([1, 2], [2, 3])', [1, 2, 3]],
    ['SetDifference([1, 2, 3], [2])', [1, 3]],
    ['ObjectToArray({"a": 1})', [{ k: 'a', v: 1 }]],
    ['CHOOSE(2, "a", "b")', 'b'],
    ['[1, undefined, 2]', [1, 2]],
    ['{"a": undefined, "b": 1}', { b: 1 }],
  ])('%s is %j', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });
});

describe('dates', () => {
  it.each<Case>([
    ['GetCurrentDateTime()', '2030-01-02T12:00:00.0000000Z'],
    ['GetCurrentTimestamp()', 1893585600000],
    ['DateTimeAdd("dd", 1, "2020-02-28T00:00:00Z")', '2020-02-29T00:00:00.0000000Z'],
    ['DateTimeAdd("mm", 1, "2021-01-31T00:00:00Z")', '2021-02-28T00:00:00.0000000Z'],
    ['DateTimeAdd("yyyy", -1, "2020-02-29")', '2019-02-28T00:00:00.0000000Z'],
    ['DateTimePart("hour", "2020-01-02T03:04:05Z")', 3],
    ['DateTimePart("month", "2020-01-02T03:04:05Z")', 1],
    ['DateTimeDiff("day", "2020-01-01T23:00:00Z", "2020-01-02T01:00:00Z")', 1],
    ['DateTimeDiff("yyyy", "2019-12-31", "2020-01-01")', 1],
    ['DateTimeToTimestamp("1970-01-02T00:00:00Z")', 86400000],
    ['TimestampToDateTime(0)', '1970-01-01T00:00:00.0000000Z'],
    ['DateTimeToTicks("1970-01-01T00:00:00Z")', 0],
    ['DateTimeDiff("ns", "2020-01-01T00:00:00Z", "2020-01-01T00:00:00.0000012Z")', 1200],
    ['DateTimeAdd("mcs", -1, "2020-01-01T00:00:00Z")', '2019-12-31T23:59:59.9999990Z'],
    ['DateTimeFromParts(2021, 4, 31)', undefined],
    ['DateTimeBin("2021-01-08", "yyyy")', undefined],
    ['DateTimeToTimestamp("yesterday")', undefined],
  ])('%s is %j', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });
});

describe('types', () => {
  it.each<Case>([
    ['IS_DEFINED(undefined)', false],
    ['IS_DEFINED(null)', true],
    ['IS_NULL(null)', true],
    ['IS_BOOL(false)', true],
    ['IS_NUMBER("1")', false],
    ['IS_STRING("")', true],
    ['IS_ARRAY([])', true],
    ['IS_OBJECT({})', true],
    ['IS_OBJECT([])', false],
    ['IS_INTEGER(1.5)', false],
    ['IS_PRIMITIVE(null)', true],
    ['IS_PRIMITIVE([])', false],
    ['IIF(1 = 1, "yes", "no")', 'yes'],
    ['IIF("text", "yes", "no")', 'no'],
  ])('%s is %j', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });
});

describe('three-valued logic', () => {
  it.each<Case>([
    ['1 = "1"', false],
    ['1 != "1"', true],
    ['undefined = 1', undefined],
    ['NOT undefined', undefined],
    ['undefined AND false', false],
    ['undefined AND true', undefined],
    ['undefined OR true', true],
    ['undefined OR false', undefined],
    ['1 < "2"', undefined],
    ['"a" < "b"', true],
    ['"b" <= "b"', true],
    ['null = null', true],
    ['{"a": [1]} = {"a": [1]}', true],
    ['undefined ?? 7', 7],
    ['null ?? 7', null],
    ['2 BETWEEN 1 AND 3', true],
    ['4 NOT BETWEEN 1 AND 3', true],
    ['2 IN (1, 2)', true],
    ['2 NOT IN (1, 2)', false],
    ['true ? "a" : "b"', 'a'],
    ['NOT 1 = 2', true],
    ['"a%" LIKE "a!%" ESCAPE "!"', true],
    ['"ab" LIKE "a!%" ESCAPE "!"', false],
    ['"abc" LIKE "a_c"', true],
    ['"abc" LIKE "[a-c]%"', true],
    ['"a.c" LIKE "a.c"', true],
    ['"abc" LIKE "a.c"', false],
    ["'it\\'s' = \"it's\"", true],
  ])('%s is %j', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });
});
