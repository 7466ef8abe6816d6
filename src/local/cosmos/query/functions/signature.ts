import type { Value } from '../values.ts';

/** A built-in function; the checker holds the number of arguments to `min`…`max`. `nowMs`: the query's time. */
export interface SqlFunction {
  readonly min: number;
  readonly max: number;
  readonly call: (values: readonly Value[], nowMs: number) => Value;
}

/** Any arguments. */
export const on = (
  min: number,
  max: number,
  call: (values: readonly Value[], nowMs: number) => Value,
): SqlFunction => ({
  min,
  max,
  call,
});

/** Undefined unless all arguments are numbers. */
export const onNumbers = (min: number, max: number, call: (...numbers: number[]) => Value): SqlFunction =>
  on(min, max, (values) =>
    values.every((value) => typeof value === 'number') ? call(...(values as number[])) : undefined,
  );

/** Undefined unless all arguments are strings. */
export const onStrings = (min: number, max: number, call: (...texts: string[]) => Value): SqlFunction =>
  on(min, max, (values) =>
    values.every((value) => typeof value === 'string') ? call(...(values as string[])) : undefined,
  );
