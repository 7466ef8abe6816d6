import type { Json } from './receiver.ts';

/** What reaches a subscription with this filter, and what does not. `subject` stands after the check's own prefix. */
interface FilterRow {
  name: string;
  filter: Json;
  passes: Sample;
  stops: Sample;
}
export interface Sample {
  eventType?: string;
  subject?: string;
  data?: unknown;
}

export const advanced = (operatorType: string, key: string, value: Json) => ({
  advancedFilters: [{ operatorType, key, ...value }],
});
/** A check of one operator, by its name. */
const operator = (name: string, key: string, value: Json, passes: Sample, stops: Sample): FilterRow => ({
  name,
  filter: advanced(name, key, value),
  passes,
  stops,
});
const number = (n: unknown): Sample => ({ data: { n } });
const text = (t: unknown): Sample => ({ data: { t } });

export const rows: readonly FilterRow[] = [
  {
    name: 'event types',
    filter: { includedEventTypes: ['Shop.Ordered', 'Shop.Paid'] },
    passes: { eventType: 'Shop.Paid' },
    stops: { eventType: 'Shop.Sent' },
  },
  {
    name: 'all event types',
    filter: { includedEventTypes: ['All'], subjectEndsWith: '.pdf' },
    passes: { eventType: 'Shop.Anything', subject: 'a.pdf' },
    stops: { eventType: 'Shop.Anything', subject: 'a.png' },
  },
  {
    name: 'the end of the subject, whatever its letter case',
    filter: { subjectEndsWith: '.pdf' },
    passes: { subject: 'a.PDF' },
    stops: { subject: 'a.pdf.png' },
  },
  {
    name: 'the end of the subject, letter case included',
    filter: { subjectEndsWith: '.pdf', isSubjectCaseSensitive: true },
    passes: { subject: 'a.pdf' },
    stops: { subject: 'a.PDF' },
  },
  operator('NumberLessThan', 'data.n', { value: 5 }, number(4), number(5)),
  operator('NumberLessThanOrEquals', 'data.n', { value: 5 }, number(5), number(5.1)),
  operator('NumberGreaterThan', 'data.n', { value: 5 }, number(6), number(5)),
  operator('NumberGreaterThanOrEquals', 'data.n', { value: 5 }, number(5), number(4.9)),
  operator('NumberIn', 'data.n', { values: [1, 5] }, number(5), number(2)),
  operator('NumberNotIn', 'data.n', { values: [1, 5] }, number(2), number(5)),
  operator(
    'NumberInRange',
    'data.n',
    {
      values: [
        [1, 2],
        [5, 6],
      ],
    },
    number(6),
    number(3),
  ),
  operator('NumberNotInRange', 'data.n', { values: [[1, 2]] }, number(3), number(2)),
  operator('BoolEquals', 'data.b', { value: true }, { data: { b: true } }, { data: { b: false } }),
  operator('StringContains', 'data.t', { values: ['north', 'SOUTH'] }, text('far south-west'), text('west')),
  operator('StringNotContains', 'data.t', { values: ['north'] }, text('south'), text('Northern')),
  operator('StringBeginsWith', 'data.t', { values: ['North'] }, text('northern'), text('far north')),
  operator('StringNotBeginsWith', 'data.t', { values: ['north'] }, text('far north'), text('northern')),
  operator('StringEndsWith', 'data.t', { values: ['north'] }, text('Far North'), text('northern')),
  operator('StringNotEndsWith', 'data.t', { values: ['north'] }, text('northern'), text('far north')),
  operator('StringIn', 'data.t', { values: ['north', 'south'] }, text('NORTH'), text('northern')),
  operator('StringNotIn', 'data.t', { values: ['north'] }, text('northern'), text('North')),
  operator('IsNullOrUndefined', 'data.t', {}, { data: {} }, text('there')),
  operator('IsNotNull', 'data.t', {}, text('there'), text(null)),
  {
    name: 'a nested key',
    filter: advanced('StringIn', 'data.order.state', { values: ['open'] }),
    passes: { data: { order: { state: 'open' } } },
    stops: { data: { order: 'open', state: 'open' } },
  },
  {
    name: 'a key outside the data, whatever its letter case',
    filter: advanced('StringEndsWith', 'Subject', { values: ['.pdf'] }),
    passes: { subject: 'a.pdf' },
    stops: { subject: 'a.png' },
  },
  {
    name: 'every filter of several',
    filter: {
      advancedFilters: [
        { operatorType: 'NumberGreaterThan', key: 'data.n', value: 1 },
        { operatorType: 'NumberLessThan', key: 'data.n', value: 3 },
      ],
    },
    passes: number(2),
    stops: number(3),
  },
  {
    name: 'an array by its elements, when that is enabled',
    filter: { ...advanced('StringIn', 'data.t', { values: ['a'] }), enableAdvancedFilteringOnArrays: true },
    passes: text(['b', 'a']),
    stops: text(['b', 'c']),
  },
  {
    name: 'none of an array by a negation, when that is enabled',
    filter: { ...advanced('StringNotIn', 'data.t', { values: ['a'] }), enableAdvancedFilteringOnArrays: true },
    passes: text(['b', 'c']),
    stops: text(['b', 'a']),
  },
  {
    name: 'only values of the operator’s type',
    filter: advanced('NumberGreaterThan', 'data.n', { value: 1 }),
    passes: number(2),
    stops: number('2'),
  },
  {
    name: 'an absent key by StringNotIn, not by StringNotContains',
    filter: advanced('StringNotIn', 'data.t', { values: ['a'] }),
    passes: { data: {} },
    stops: text('a'),
  },
  {
    name: 'a text without the value, for which it must be there',
    filter: advanced('StringNotContains', 'data.t', { values: ['a'] }),
    passes: text('b'),
    stops: { data: {} },
  },
];
