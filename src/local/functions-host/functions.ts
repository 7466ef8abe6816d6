import type { NamedBinding } from './bindings/binding.ts';
import type { FunctionBindings } from './bindings/function-bindings.ts';
import { isTrigger, supportedType, unsupportedOption } from './bindings/supported.ts';
import { messageOf } from './host-log.ts';
import { compileRoute, type RouteTemplate } from './http/route-template.ts';
import type { Binding, FunctionMetadata, RetryOptions } from './protocol.ts';
import { resolveSettings, setting, type Settings } from './settings/expressions.ts';

/** A function as the host runs it: bindings with their settings filled in, or the error that keeps it from running. */
export interface HostedFunction {
  id: string;
  name: string;
  scriptFile: string;
  /** Absent only when `error` says so. */
  trigger: NamedBinding;
  bindings: Record<string, Binding>;
  /** HTTP triggers only. */
  route?: RouteTemplate;
  retry?: RetryOptions;
  /** Its extra inputs and outputs, when it has any. */
  extra?: FunctionBindings;
  disabled: boolean;
  error?: string;
}

/** Source: azure-functions-host, WebJobs.Script/Utility.cs. */
const functionName = /^[A-Za-z][\w-]{0,127}$/;
const bindingName = /^([A-Za-z][A-Za-z0-9]{0,127}|\$return)$/;

/**
 * Checks what the app registered. A bad function gets its `error` and the rest runs; settings that are missing stop the app.
 *
 * @throws Error that names every `%NAME%` without a setting, and its function.
 */
export function hostFunctions(metadata: FunctionMetadata[], settings: Settings, routePrefix: string): HostedFunction[] {
  if (metadata.length === 0) throw new Error('The app registers no function');
  const unresolved: string[] = [];
  const functions = metadata.map((one): HostedFunction => {
    const disabled = /^(true|1)$/i.test(setting(settings, `AzureWebJobs.${one.name}.Disabled`) ?? '');
    let bindings = one.bindings;
    try {
      if (!disabled) bindings = resolveBindings(one.bindings, settings);
    } catch (error) {
      unresolved.push(`${one.name}: ${messageOf(error)}`);
    }
    return hostFunction({ ...one, bindings }, disabled, routePrefix);
  });
  if (unresolved.length > 0) throw new Error(`Settings are missing\n${unresolved.join('\n')}`);
  return refuseDuplicateRoutes(functions);
}

function hostFunction(metadata: FunctionMetadata, disabled: boolean, routePrefix: string): HostedFunction {
  const { functionId: id, name, scriptFile, retryOptions: retry } = metadata;
  const bindings = Object.fromEntries(
    Object.entries(metadata.bindings).map(([key, binding]) => [
      key,
      { ...binding, type: supportedType(binding) ?? binding.type },
    ]),
  );
  const named = namedBindings(bindings);
  const trigger = named.find(isTrigger);
  const hosted = { id, name, scriptFile, bindings, disabled, ...(retry && { retry }) };
  const nothing: NamedBinding = { name: '', type: 'none', direction: 'in' };
  const fail = (error: string): HostedFunction => ({ ...hosted, trigger: trigger ?? nothing, error });

  if (!functionName.test(name) || name.toLowerCase() === 'host')
    return fail(`'${name}' is not a valid function name (a letter, then letters, digits, '_' or '-'; not 'host')`);
  if (!trigger) return fail('The function has no trigger');
  const badName = named.find((binding) => !bindingName.test(binding.name));
  if (badName) return fail(`'${badName.name}' is not a valid binding name`);
  const unsupported = named.filter((binding) => supportedType(binding) === undefined);
  if (unsupported.length > 0)
    return fail(
      `The binding type(s) ${unsupported.map(quotedType).join(', ')} are not supported by this host; the function is not run`,
    );
  const option = named.map(unsupportedOption).find((problem) => problem !== undefined);
  if (option !== undefined) return fail(option);
  if (trigger.type !== 'httpTrigger') return { ...hosted, trigger };
  try {
    const route = typeof trigger['route'] === 'string' ? trigger['route'] : name;
    return { ...hosted, trigger, route: compileRoute(route, routePrefix) };
  } catch (error) {
    return fail(messageOf(error));
  }
}

/** In the runtime's words; an output or an extra input says which it is. */
function quotedType(binding: Binding): string {
  return isTrigger(binding) ? `'${binding.type}'` : `'${binding.type}' (${binding.direction})`;
}

export function namedBindings(bindings: Record<string, Binding>): NamedBinding[] {
  return Object.entries(bindings).map(([name, binding]) => ({ ...binding, name }));
}

/** The names of a binding are its own; everything else that is text may hold `%NAME%`. Routes are taken as they are. */
function resolveBindings(bindings: Record<string, Binding>, settings: Settings): Record<string, Binding> {
  const resolve = (binding: Binding): Binding =>
    binding.type === 'httpTrigger'
      ? binding
      : (Object.fromEntries(
          Object.entries(binding).map(([key, value]) => [
            key,
            typeof value === 'string' ? resolveSettings(value, settings) : value,
          ]),
        ) as Binding);
  return Object.fromEntries(Object.entries(bindings).map(([name, binding]) => [name, resolve(binding)]));
}

/** Of two functions with the same route and a method in common, the first stays. */
function refuseDuplicateRoutes(functions: HostedFunction[]): HostedFunction[] {
  const taken = new Map<string, string>();
  return functions.map((one) => {
    if (!one.route || one.error !== undefined || one.disabled) return one;
    const keys = methodsOf(one.trigger).map((method) => `${method} ${one.route?.pattern.toLowerCase() ?? ''}`);
    const other = keys.map((key) => taken.get(key)).find((name) => name !== undefined);
    if (other !== undefined)
      return { ...one, error: `The route '${one.route.pattern}' is taken by the function ${other}` };
    for (const key of keys) taken.set(key, one.name);
    return one;
  });
}

/** In upper case; none means all. */
export function methodsOf(trigger: Binding): string[] {
  const methods = Array.isArray(trigger['methods'])
    ? trigger['methods'].map((method) => String(method).toUpperCase())
    : [];
  return methods.length > 0 ? methods : ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'TRACE'];
}
