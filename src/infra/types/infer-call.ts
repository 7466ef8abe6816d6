import type { FunctionCall } from '../bicep/expression.ts';
import { mismatch } from './assignable.ts';
import { dependentFunctions, type Infer } from './dependent-functions.ts';
import { didYouMean } from './did-you-mean.ts';
import { functionTypes } from './function-types.ts';
import type { Place } from './place.ts';
import { anything, text, type Type } from './type.ts';

/** `name(…)`, `az.name(…)`, `resource.listKeys()` */
export function typeOfCall(call: FunctionCall, place: Place, infer: Infer): Type {
  const { base, name } = call;
  if (base && !(base.kind === 'variable' && (base.name === 'az' || base.name === 'sys')))
    return typeOfMethod(infer(base, place), call, place, infer);
  const declared = base ? undefined : place.findFunction(name.name);
  if (declared) {
    checkArguments(call, declared.parameters, undefined, place, infer);
    return declared.returns;
  }
  const own = Object.hasOwn(dependentFunctions, name.name) ? dependentFunctions[name.name] : undefined;
  if (own) return own(call.args, place, infer);
  const known = Object.hasOwn(functionTypes, name.name) ? functionTypes[name.name] : undefined;
  checkArguments(call, known?.takes ?? [], known?.more ?? anything, place, infer);
  return known?.gives ?? anything;
}

function checkArguments(
  { args }: FunctionCall,
  takes: readonly Type[],
  more: Type | undefined,
  place: Place,
  infer: Infer,
): void {
  for (const [index, argument] of args.entries()) {
    const type = argument.kind === 'lambda' ? anything : infer(argument, place);
    const found = mismatch(type, takes[index] ?? more ?? anything);
    if (found) place.report(argument.span, found.code, found.message);
  }
}

/** A function of a resource: those that the type data names, and `getSecret` of a vault. */
function typeOfMethod(base: Type, { args, name }: FunctionCall, place: Place, infer: Infer): Type {
  for (const argument of args) infer(argument, place);
  if (base.kind === 'any') return anything;
  const symbol = 'resource' in base ? base.resource : undefined;
  const functions = symbol && place.data.find(symbol.type, symbol.apiVersion)?.functions;
  const found = functions?.get(name.name);
  if (found) return found();
  if (symbol?.type === 'Microsoft.KeyVault/vaults' && name.name === 'getSecret') return text;
  const meant = didYouMean(name.name, [...(functions?.keys() ?? [])]);
  place.report(name.span, 'unknown-function', `${symbol?.type ?? 'This'} has no function "${name.name}".${meant}`);
  return anything;
}
