import type { Span } from '../../bicep/source.ts';
import { type Environment, fail } from '../environment.ts';
import type { Item } from '../item.ts';
import { anyRuntime, deepRuntime, runtimeOf, shown } from '../runtime.ts';
import { listFunctions } from './lists.ts';
import { networkFunctions } from './networks.ts';
import { placeFunctions } from './places.ts';
import type { PureFunction } from './pure-function.ts';
import { textFunctions } from './texts.ts';

/** Those that make text of all that they are given: one run-time value inside makes a run-time value. */
const texts = new Set([
  'string',
  'join',
  'concat',
  'format',
  'base64',
  'uri',
  'uriComponent',
  'split',
  'sum',
  'min',
  'max',
]);

/**
 * Calls a function of Bicep. With an argument that only exists at run time the answer is a run-time value too;
 * `guid` and `uniqueString` answer something deterministic even then (they make names).
 *
 * @throws PlanFault for a function that offline plans do not know.
 */
export function callFunction(name: string, args: readonly Item[], environment: Environment, span: Span): Item {
  const place = Object.hasOwn(placeFunctions, name) ? placeFunctions[name] : undefined;
  if (place !== undefined) return place(args, environment, span);
  const pure = pureFunction(name);
  if (pure === undefined)
    return fail(environment.source, span, `An offline plan has no function ${name}()`, 'unknown-function');
  if (name !== 'guid' && name !== 'uniqueString') {
    const runtime = texts.has(name) ? deepRuntime(args) : anyRuntime(args);
    if (runtime !== undefined) return runtimeOf(`${name}(${args.map(shown).join(', ')})`, runtime);
  }
  return pure(...args);
}

function pureFunction(name: string): PureFunction | undefined {
  if (Object.hasOwn(textFunctions, name)) return textFunctions[name];
  if (Object.hasOwn(listFunctions, name)) return listFunctions[name];
  return Object.hasOwn(networkFunctions, name) ? networkFunctions[name] : undefined;
}
