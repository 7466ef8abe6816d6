import { z } from 'zod';

/** One advanced filter, in the words of ARM. Source: learn.microsoft.com/azure/event-grid/event-filtering */
export const AdvancedFilter = z.discriminatedUnion('operatorType', [
  z.strictObject({
    operatorType: z.enum([
      'NumberLessThan',
      'NumberLessThanOrEquals',
      'NumberGreaterThan',
      'NumberGreaterThanOrEquals',
    ]),
    key: key(),
    value: z.number(),
  }),
  z.strictObject({ operatorType: z.enum(['NumberIn', 'NumberNotIn']), key: key(), values: values(z.number()) }),
  z.strictObject({
    operatorType: z.enum(['NumberInRange', 'NumberNotInRange']),
    key: key(),
    values: values(z.tuple([z.number(), z.number()])),
  }),
  z.strictObject({ operatorType: z.literal('BoolEquals'), key: key(), value: z.boolean() }),
  z.strictObject({
    operatorType: z.enum([
      'StringContains',
      'StringNotContains',
      'StringBeginsWith',
      'StringNotBeginsWith',
      'StringEndsWith',
      'StringNotEndsWith',
      'StringIn',
      'StringNotIn',
    ]),
    key: key(),
    values: values(z.string().max(512)),
  }),
  z.strictObject({ operatorType: z.enum(['IsNullOrUndefined', 'IsNotNull']), key: key() }),
]);
export type AdvancedFilter = z.output<typeof AdvancedFilter>;

function key() {
  return z.string().min(1);
}

function values<Value extends z.ZodType>(value: Value) {
  return z.array(value).min(1);
}

/**
 * Whether the filter lets an event pass.
 *
 * @param found What the event has at the filter's key; `undefined` when it has no such key.
 * @param onArrays Whether an array matches by its elements (`enableAdvancedFilteringOnArrays`).
 */
export function passes(filter: AdvancedFilter, found: unknown, onArrays: boolean): boolean {
  if (filter.operatorType === 'IsNullOrUndefined') return found === undefined || found === null;
  if (filter.operatorType === 'IsNotNull') return found !== undefined && found !== null;
  // As the page says: without the key, of all negations only these two match.
  if (found === undefined) return filter.operatorType === 'NumberNotIn' || filter.operatorType === 'StringNotIn';
  const keys = onArrays && Array.isArray(found) ? (found as unknown[]) : [found];
  const isNegation = filter.operatorType.includes('Not');
  const hit = keys.some((value) => matches(filter, value));
  return isNegation ? !hit : hit;
}

/** Without the `Not` of the operator. A value of another type than the filter's matches nothing. */
function matches(filter: AdvancedFilter, key: unknown): boolean {
  if (typeof key === 'boolean') return filter.operatorType === 'BoolEquals' && key === filter.value;
  if (typeof key === 'number') return matchesNumber(filter, key);
  if (typeof key === 'string') return matchesText(filter, key);
  return false;
}

function matchesNumber(filter: AdvancedFilter, key: number): boolean {
  switch (filter.operatorType) {
    case 'NumberLessThan':
      return key < filter.value;
    case 'NumberLessThanOrEquals':
      return key <= filter.value;
    case 'NumberGreaterThan':
      return key > filter.value;
    case 'NumberGreaterThanOrEquals':
      return key >= filter.value;
    case 'NumberIn':
    case 'NumberNotIn':
      return filter.values.includes(key);
    case 'NumberInRange':
    case 'NumberNotInRange':
      return filter.values.some(([low, high]) => key >= low && key <= high);
    default:
      return false;
  }
}

/** Letter case never matters here, whatever `isSubjectCaseSensitive` says. */
function matchesText(filter: AdvancedFilter, key: string): boolean {
  const text = key.toLowerCase();
  const some = (values: string[], match: (value: string) => boolean) =>
    values.map((one) => one.toLowerCase()).some(match);
  switch (filter.operatorType) {
    case 'StringContains':
    case 'StringNotContains':
      return some(filter.values, (value) => text.includes(value));
    case 'StringBeginsWith':
    case 'StringNotBeginsWith':
      return some(filter.values, (value) => text.startsWith(value));
    case 'StringEndsWith':
    case 'StringNotEndsWith':
      return some(filter.values, (value) => text.endsWith(value));
    case 'StringIn':
    case 'StringNotIn':
      return some(filter.values, (value) => text === value);
    default:
      return false;
  }
}
