/** A value of the plan: JSON, in which a value that only exists at run time is a `RuntimeValue`. */
export type Value =
  null | boolean | number | string | readonly Value[] | RuntimeValue | { readonly [name: string]: Value };

/** Known only to Azure: `identity.properties.principalId`. Equal expressions of the same resource are equal values. */
export interface RuntimeValue {
  /** The expression, in words of Bicep. */
  readonly runtime: string;
  /** Full id of the resource that it comes from. */
  readonly of: string;
}

export function isRuntimeValue(value: unknown): value is RuntimeValue {
  if (typeof value !== 'object' || value === null || !('runtime' in value) || !('of' in value)) return false;
  return typeof value.runtime === 'string' && typeof value.of === 'string' && Object.keys(value).length === 2;
}
