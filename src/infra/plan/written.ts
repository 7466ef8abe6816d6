import { Closure, Declared, DeclaredPath, isArray, type Item } from './item.ts';
import type { Value } from './value.ts';

/** An item as a value of the plan: a whole resource becomes what a template may read of it. */
export function written(item: Item): Value {
  if (item instanceof DeclaredPath) return written(item.of.at(item.steps));
  if (item instanceof Declared) return { id: written(item.at(['id'])), name: written(item.at(['name'])) };
  if (item instanceof Closure) throw new TypeError('A lambda is no value');
  if (isArray(item)) return item.map(written);
  if (typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, written(value)]));
}
