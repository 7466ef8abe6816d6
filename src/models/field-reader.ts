import type { ModelField } from '../domain/model-view.ts';
import type { Faults } from './instance-faults.ts';
import { pointerToken } from './instance-faults.ts';

/** Checks one value. @returns What the graph reads (NaN: a number that is missing), or `undefined` after a fault. */
export type FieldReader = (value: unknown, faults: Faults, pointer: () => string) => string | number | undefined;

/** What checks the values of a field. */
export function readField(field: ModelField): FieldReader {
  const { name, required } = field;
  const check = field.type === 'string' ? stringCheck(field) : numberCheck(field);
  return (value, faults, pointer) => {
    if (value === undefined || value === null) {
      if (!required) return NaN;
      faults.add(`${pointer()}/${pointerToken(name)}`, value === null ? 'It must not be null' : 'It is missing', field);
      return undefined;
    }
    const wrong = check(value);
    if (wrong === undefined) return value as string | number;
    faults.add(`${pointer()}/${pointerToken(name)}`, wrong, field);
    return undefined;
  };
}

/** @returns What is wrong, as a sentence; `undefined` when nothing is. */
type Check = (value: unknown) => string | undefined;

function stringCheck({ name, allowed }: ModelField): Check {
  const values = allowed && new Set<unknown>(allowed);
  return (value) => {
    if (typeof value !== 'string') return `It must be a string, not ${kindOf(value)}`;
    if (values) return values.has(value) ? undefined : `${shown(value)} is not allowed`;
    return name === 'text' && value.trim() === '' ? 'It must not be blank' : undefined;
  };
}

function numberCheck({ type, allowed, minimum = -Infinity, maximum = Infinity }: ModelField): Check {
  const values = allowed && new Set<unknown>(allowed);
  return (value) => {
    if (typeof value !== 'number') return `It must be a number, not ${kindOf(value)}`;
    if (!Number.isFinite(value)) return 'It must be a finite number';
    if (type === 'integer' && !Number.isSafeInteger(value)) return `It must be a whole number, not ${String(value)}`;
    if (type === 'number' && !Number.isFinite(Math.fround(value))) return 'It must fit into a 32-bit number';
    if (values && !values.has(value)) return `${String(value)} is not allowed`;
    return value >= minimum && value <= maximum ? undefined : `${String(value)} is ${rangeOf(minimum, maximum)}`;
  };
}

function rangeOf(minimum: number, maximum: number): string {
  if (maximum === Infinity) return `below ${String(minimum)}, the smallest that is allowed`;
  if (minimum === -Infinity) return `above ${String(maximum)}, the largest that is allowed`;
  return `not between ${String(minimum)} and ${String(maximum)}`;
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;

/** Long values are cut: an answer must not carry a megabyte back. */
const shown = (value: string) => JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
