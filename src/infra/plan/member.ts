import type { Expression } from '../bicep/expression.ts';
import { type Environment, fail } from './environment.ts';
import { Declared, DeclaredPath, isObject, type Item, kindOf } from './item.ts';
import { isRuntimeItem, runtimeOf } from './runtime.ts';
import { shownStep } from './steps.ts';

/** `base.name` or `base[0]`. */
export function member(
  base: Item,
  name: string | number,
  safe: boolean,
  { span }: Expression,
  { source }: Environment,
): Item {
  if (base === null && safe) return null;
  if (isRuntimeItem(base)) return runtimeOf(`${base.runtime}${shownStep(name)}`, base);
  if (base instanceof Declared || base instanceof DeclaredPath) {
    const declared = base instanceof Declared ? base : base.of;
    if (safe && !declared.deployed) return null;
    return new DeclaredPath(declared, [...(base instanceof Declared ? [] : base.steps), name]);
  }
  if (isObject(base)) {
    const found = base[name] ?? (Object.hasOwn(base, name) ? null : undefined);
    if (found !== undefined || safe) return found ?? null;
    return fail(
      source,
      span,
      `There is no property '${name}'; there are: ${Object.keys(base).join(', ')}`,
      'unknown-property',
    );
  }
  return fail(source, span, `${kindOf(base)} has no property '${name}'`, 'unknown-property');
}
