import { isArray, isObject, type Item } from './item.ts';
import { isRuntimeValue, type RuntimeValue } from './value.ts';

type RuntimeItem = RuntimeValue & { readonly [name: string]: Item };

/** Whether an item is a value that only exists at run time. */
export function isRuntimeItem(item: Item | undefined): item is RuntimeItem {
  return isRuntimeValue(item);
}

/** The first value among `items` that only exists at run time. */
export function anyRuntime(items: readonly Item[]): RuntimeItem | undefined {
  return items.find((item) => isRuntimeItem(item));
}

/** The same, looked for in arrays and objects too. */
export function deepRuntime(item: Item): RuntimeItem | undefined {
  if (isRuntimeItem(item)) return item;
  const inner = isArray(item) ? item : isObject(item) ? Object.values(item) : [];
  for (const each of inner) {
    const found = deepRuntime(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A run-time value made from another one. */
export function runtimeOf(runtime: string, from: RuntimeValue): RuntimeItem {
  return { runtime, of: from.of };
}

/** As text for messages and for expressions of run-time values. */
export function shown(item: Item): string {
  if (isRuntimeItem(item)) return item.runtime;
  return typeof item === 'string' ? `'${item}'` : JSON.stringify(item);
}
