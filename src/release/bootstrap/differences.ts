/**
 * Where `found` is not as `wanted`, in words; what only `found` has does not count. Lists are compared in their order, texts of GUIDs in any case.
 *
 * @returns For instance `settings.minRequiredApprovers was 0, should be 1`.
 */
export function differencesOf(wanted: unknown, found: unknown, path = ''): string[] {
  if (isObject(wanted) && isObject(found))
    return Object.entries(wanted).flatMap(([key, value]) =>
      differencesOf(value, found[key], path === '' ? key : `${path}.${key}`),
    );
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length)
    return wanted.flatMap((value, index) => differencesOf(value, found[index], `${path}[${index}]`));
  return same(wanted, found) ? [] : [`${path} was ${shown(found)}, should be ${shown(wanted)}`];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function same(one: unknown, other: unknown): boolean {
  if (typeof one === 'string' && typeof other === 'string' && guid.test(one))
    return one.toLowerCase() === other.toLowerCase();
  return JSON.stringify(one) === JSON.stringify(other);
}

const shown = (value: unknown) => (value === undefined ? 'absent' : JSON.stringify(value));
