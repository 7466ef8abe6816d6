export type Settings = Readonly<Record<string, string>>;

/**
 * Replaces each `%NAME%` by the setting of that name; names are not case-sensitive.
 *
 * @throws Error that names the first setting that is missing.
 */
export function resolveSettings(text: string, settings: Settings): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = setting(settings, name);
    if (value === undefined) throw new Error(`'%${name}%' does not resolve to a value: the setting ${name} is missing`);
    return value;
  });
}

/** `__` and `:` are the same separator, as everywhere in the runtime's configuration. */
export function setting(settings: Settings, name: string): string | undefined {
  const wanted = canonical(name);
  return settings[name] ?? Object.entries(settings).find(([key]) => canonical(key) === wanted)?.[1];
}

function canonical(name: string): string {
  return name.replaceAll('__', ':').toLowerCase();
}

/** @throws Error that names the settings whose value a vault holds: this host cannot fetch them. */
export function refuseVaultReferences(settings: Settings): void {
  const names = Object.entries(settings).flatMap(([name, value]) =>
    value.startsWith('@Microsoft.KeyVault(') ? [name] : [],
  );
  if (names.length > 0) throw new Error(`Key Vault references are not supported by this host: ${names.join(', ')}`);
}
