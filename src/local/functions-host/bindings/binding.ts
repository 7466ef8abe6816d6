import type { HostJson } from '../settings/host-json.ts';
import type { Settings } from '../settings/expressions.ts';
import type { Binding, TypedData } from '../protocol.ts';
import type { BindingData } from './binding-data.ts';
import type { Clients } from './clients.ts';

/** A binding and the name that the app gave it, or the library made. */
export type NamedBinding = Binding & { name: string };

/** Fetches what a call gets beside its trigger. */
export interface InputBinding {
  /** @returns `{}` when there is nothing: the handler sees undefined. */
  read(data: BindingData): Promise<TypedData>;
}

/** Puts somewhere what a call gives. */
export interface OutputBinding {
  write(value: TypedData, data: BindingData): Promise<void>;
}

export interface BindingContext {
  settings: Settings;
  host: HostJson;
  clients: Clients;
}

/** Opening checks the binding and reaches for nothing. @throws Error that says why the binding cannot work. */
export type OpenInput = (binding: Binding, context: BindingContext) => InputBinding;
export type OpenOutput = (binding: Binding, context: BindingContext) => OutputBinding;

/** @throws Error that names a property which the binding needs. */
export function required(binding: Binding, property: string): string {
  const value = optional(binding, property);
  if (value === undefined) throw new Error(`The binding '${binding.type}' needs '${property}'`);
  return value;
}

export function optional(binding: Binding, property: string): string | undefined {
  const value = binding[property];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
