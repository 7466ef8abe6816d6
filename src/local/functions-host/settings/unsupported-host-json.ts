/** Options of host.json that change what an app does and that this host does not have: the value that is not taken. */
const unsupported: readonly { path: string; refused: (value: unknown) => boolean }[] = [
  { path: 'customHandler', refused: isGiven },
  { path: 'concurrency.dynamicConcurrencyEnabled', refused: isOn },
  { path: 'extensions.http.dynamicThrottlesEnabled', refused: isOn },
  { path: 'extensions.http.hsts.isEnabled', refused: isOn },
  { path: 'functions', refused: (value) => Array.isArray(value) && value.length > 0 },
  { path: 'retry', refused: isGiven },
  { path: 'managedDependency.enabled', refused: isOn },
];

/** @returns the options of a host.json that this host would have to ignore; loudness is better. */
export function unsupportedOptions(json: unknown): string[] {
  return unsupported.filter(({ path, refused }) => refused(valueAt(json, path.split('.')))).map(({ path }) => path);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isOn(value: unknown): boolean {
  return value === true || value === 'true';
}

function valueAt(json: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined,
    json,
  );
}
