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
