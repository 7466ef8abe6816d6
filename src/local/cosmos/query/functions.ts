import { syntaxError } from '../errors.ts';
import { arrayFunctions } from './functions/arrays.ts';
import { dateFunctions } from './functions/dates.ts';
import { mathFunctions } from './functions/math.ts';
import type { SqlFunction } from './functions/signature.ts';
import { stringFunctions } from './functions/strings.ts';
import { typeFunctions } from './functions/types.ts';
import { type Value, finite } from './values.ts';

const functions: Readonly<Record<string, SqlFunction>> = {
  ...stringFunctions,
  ...arrayFunctions,
  ...mathFunctions,
  ...dateFunctions,
  ...typeFunctions,
};

/** @throws CosmosError 400 that names a function that is not known, or is called with too few or too many arguments. */
export function checkCall(name: string, count: number): void {
  const found = Object.hasOwn(functions, name.toUpperCase()) ? functions[name.toUpperCase()] : undefined;
  if (!found) throw syntaxError(`'${name}' is not a recognized built-in function name of the local Cosmos DB.`);
  if (count >= found.min && count <= found.max) return;
  const wanted = found.min === found.max ? `${found.min}` : `${found.min} to ${found.max}`;
  throw syntaxError(`The function '${name}' requires ${wanted} argument(s), not ${count}.`);
}

/** @param name in upper case, checked by `checkCall`. */
export function callFunction(name: string, values: readonly Value[], nowMs: number): Value {
  return finite(functions[name]?.call(values, nowMs));
}
