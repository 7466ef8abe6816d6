import { AzureDevOps } from '../azure-devops.ts';

/** What the operator has to say and did not. */
export class MissingParameters extends Error {}

/**
 * The file with the operator's values in place of `{{…}}`.
 *
 * @throws MissingParameters that names each one and says what it is; Error for a value that the file does not ask for.
 */
export function filledIn(file: AzureDevOps, given: Readonly<Record<string, string>>): AzureDevOps {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(file.parameters, name));
  if (unknown.length > 0)
    throw new Error(`No such parameter: ${unknown.join(', ')}. There are ${Object.keys(file.parameters).join(', ')}.`);
  const values = Object.entries(file.parameters).map(
    ([name, parameter]) => [name, given[name] ?? parameter.default] as const,
  );
  const missing = values.filter(([, value]) => value === undefined || value === '').map(([name]) => name);
  if (missing.length > 0)
    throw new MissingParameters(
      [
        'The bootstrap needs:',
        ...missing.map((name) => `  --set ${name}=…   ${file.parameters[name]?.description ?? ''}`),
      ].join('\n'),
    );
  const all = new Map(values);
  const text = JSON.stringify(file, (key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => all.get(name) ?? '') : value,
  );
  return AzureDevOps.parse(JSON.parse(text));
}
