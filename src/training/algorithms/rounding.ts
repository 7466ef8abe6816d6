/** To steps of 1/4096: what processors disagree about in the last digits does not reach the file. */
export const coarse = (value: number): number => Math.round(value * 4096) / 4096;

export const coarseFloats = (values: ArrayLike<number>): Float32Array => Float32Array.from(values, coarse);

/** To six digits, for figures whose size is not known beforehand. */
export const sixDigits = (value: number): number => Math.fround(Number(value.toPrecision(6)));

/** To steps of 2⁻²⁰: sums of fewer than 2³⁰ of them are exact, so their order does not matter. */
export const summable = (value: number): number => Math.round(value * 2 ** 20) / 2 ** 20;
