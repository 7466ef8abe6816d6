import { isArray, isObject, type Item } from './item.ts';
import { isRuntimeItem, runtimeOf } from './runtime.ts';

/** The value at a way through objects and arrays; undefined where there is none. */
export function valueAt(item: Item, steps: readonly (string | number)[]): Item | undefined {
  let found: Item | undefined = item;
  for (const step of steps) {
    if (isRuntimeItem(found)) found = runtimeOf(`${found.runtime}${shownStep(step)}`, found);
    else if (isArray(found)) found = found[Number(step)];
    else if (isObject(found)) found = found[step];
    else return undefined;
  }
  return found;
}

/** `.name` or `[0]`. */
export function shownStep(step: string | number): string {
  return typeof step === 'number' ? `[${step}]` : `.${step}`;
}
