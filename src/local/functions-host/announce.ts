import { type HostedFunction, methodsOf } from './functions.ts';
import type { Say } from './host-log.ts';

export interface FunctionDescription {
  name: string;
  /** `httpTrigger`, `queueTrigger`, … */
  trigger: string;
  /** HTTP functions only. */
  url?: string;
  methods?: string[];
  disabled: boolean;
  /** Why it does not run. */
  error?: string;
}

export function describeFunction(one: HostedFunction, port: number): FunctionDescription {
  const { name, trigger, route, disabled, error } = one;
  return {
    name,
    trigger: trigger.type,
    ...(route && { url: `http://localhost:${port}/${route.pattern}`, methods: methodsOf(trigger) }),
    disabled,
    ...(error !== undefined && { error }),
  };
}

/** The list of functions, as `func start` prints it: those that run by kind, then what is in error. */
export function announce(functions: readonly HostedFunction[], port: number, instanceId: string, say: Say): void {
  const described = functions.map((one) => describeFunction(one, port));
  say('information', 'Worker process started and initialized.');
  say('information', 'Functions:');
  const running = described.filter(({ error, disabled }) => error === undefined && !disabled);
  const byKind = [...running.filter(({ url }) => url), ...running.filter(({ url }) => !url)];
  for (const { name, trigger, url, methods } of byKind)
    say('information', `\t${name}: ${url ? `[${(methods ?? []).join(',')}] ${url}` : trigger}`);
  for (const { name, disabled } of described) if (disabled) say('information', `Function ${name} is disabled`);
  for (const { name, error } of described)
    if (error !== undefined) say('error', `The '${name}' function is in error: ${error}`);
  say('information', `Host lock lease acquired by instance ID '${instanceId}'.`);
}
