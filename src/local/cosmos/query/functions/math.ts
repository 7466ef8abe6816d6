import { type SqlFunction, on, onNumbers } from './signature.ts';

const one = (call: (x: number) => number) => onNumbers(1, 1, (x) => call(x));
const two = (call: (x: number, y: number) => number) => onNumbers(2, 2, (x, y) => call(x, y));
const whole = (call: (x: bigint, y: bigint) => bigint) =>
  onNumbers(2, 2, (x, y) =>
    Number.isInteger(x) && Number.isInteger(y) ? Number(BigInt.asIntN(64, call(BigInt(x), BigInt(y)))) : undefined,
  );
const nonZero = (call: (x: bigint, y: bigint) => bigint) => {
  const { min, max, call: checked } = whole(call);
  return on(min, max, (values, nowMs) => (values[1] === 0 ? undefined : checked(values, nowMs)));
};

/** Source: learn.microsoft.com/cosmos-db/query/mathematical-functions */
export const mathFunctions: Readonly<Record<string, SqlFunction>> = {
  ABS: one(Math.abs),
  ACOS: one(Math.acos),
  ASIN: one(Math.asin),
  ATAN: one(Math.atan),
  ATN2: two(Math.atan2),
  CEILING: one(Math.ceil),
  COS: one(Math.cos),
  COT: one((x) => 1 / Math.tan(x)),
  DEGREES: one((x) => (x * 180) / Math.PI),
  EXP: one(Math.exp),
  FLOOR: one(Math.floor),
  INTADD: whole((x, y) => x + y),
  INTSUB: whole((x, y) => x - y),
  INTMUL: whole((x, y) => x * y),
  INTDIV: nonZero((x, y) => x / y),
  INTMOD: nonZero((x, y) => x % y),
  INTBITAND: whole((x, y) => x & y),
  INTBITOR: whole((x, y) => x | y),
  INTBITXOR: whole((x, y) => x ^ y),
  INTBITNOT: onNumbers(1, 1, (x) => (Number.isInteger(x) ? Number(~BigInt(x)) : undefined)),
  INTBITLEFTSHIFT: whole((x, y) => (y < 0n || y > 63n ? 0n : x << y)),
  INTBITRIGHTSHIFT: whole((x, y) => (y < 0n || y > 63n ? 0n : x >> y)),
  LOG: onNumbers(1, 2, (x, base?: number) => (base === undefined ? Math.log(x) : Math.log(x) / Math.log(base))),
  LOG10: one(Math.log10),
  NUMBERBIN: onNumbers(1, 2, (x = 0, size = 1) => (size === 0 ? undefined : Math.floor(x / size) * size)),
  PI: on(0, 0, () => Math.PI),
  POWER: two(Math.pow),
  RADIANS: one((x) => (x * Math.PI) / 180),
  RAND: on(0, 0, () => Math.random()),
  // Away from zero at a half; Math.round goes up.
  ROUND: onNumbers(1, 2, (x = 0, digits = 0) => {
    const factor = 10 ** digits;
    return (Math.sign(x) * Math.round(Math.abs(x) * factor)) / factor;
  }),
  SIGN: one(Math.sign),
  SIN: one(Math.sin),
  SQRT: one(Math.sqrt),
  SQUARE: one((x) => x * x),
  TAN: one(Math.tan),
  TRUNC: one(Math.trunc),
};
