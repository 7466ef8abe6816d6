import type { Expression } from '../bicep/expression.ts';
import { type Environment, fail } from './environment.ts';
import { type Item, kindOf } from './item.ts';
import { anyRuntime, isRuntimeItem, runtimeOf } from './runtime.ts';

/** The text of a string's parts; with a part that only exists at run time, a run-time value. */
export function interpolate(parts: readonly Item[], { source }: Environment, { span }: Expression): Item {
  const runtime = anyRuntime(parts);
  if (runtime !== undefined) {
    const texts = parts.map((part) => (isRuntimeItem(part) ? `\${${part.runtime}}` : textOf(part)));
    return runtimeOf(`'${texts.join('')}'`, runtime);
  }
  const texts = parts.map((part) => {
    if (typeof part === 'object' && part !== null)
      fail(source, span, `${kindOf(part)} cannot stand in a string: use string()`);
    return textOf(part);
  });
  return texts.join('');
}

/** As a string shows it: a bool begins with a capital. */
function textOf(part: Item): string {
  if (typeof part === 'boolean') return part ? 'True' : 'False';
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
}
