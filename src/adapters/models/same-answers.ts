/** Rounding in float32 may differ with the size of a batch, and with the order of a sum. */
const tolerance = 1e-5;

type Answers = readonly (readonly number[])[];

/** Whether these are the same answers to the same rows, but for rounding. */
export const areSame = (some: Answers, others: Answers): boolean =>
  some.length === others.length &&
  some.every((answer, row) =>
    answer.every((value, label) => Math.abs(value - (others[row]?.[label] ?? NaN)) <= tolerance),
  );
