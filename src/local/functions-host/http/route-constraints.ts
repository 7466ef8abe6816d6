/** Patterns of the constraints that need no argument. Source: learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints */
const simple: Record<string, string> = {
  int: '-?\\d{1,10}',
  long: '-?\\d{1,19}',
  bool: '(?:true|false)',
  alpha: '[a-z]*',
  guid: '\\{?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}\\}?',
  decimal: '-?[\\d,]*\\.?\\d+',
  double: '-?[\\d,]*\\.?\\d+(?:e[+-]?\\d+)?',
  float: '-?[\\d,]*\\.?\\d+(?:e[+-]?\\d+)?',
  required: '[^/]+',
};

/**
 * The pattern that a parameter must match, for example for `int` or `maxlength(5)`.
 *
 * @throws Error that names a constraint this host does not know.
 */
export function constraintPattern(constraint: string): string {
  const [, name = '', argument] = /^([a-z]+)(?:\((.*)\))?$/i.exec(constraint) ?? [];
  const known = simple[name.toLowerCase()];
  if (known !== undefined && argument === undefined) return known;
  const [first = '', second = first] = (argument ?? '').split(',').map((part) => part.trim());
  if (argument !== undefined && /^\d+$/.test(first) && /^\d+$/.test(second)) {
    if (name === 'length') return `[^/]{${first},${second}}`;
    if (name === 'minlength') return `[^/]{${first},}`;
    if (name === 'maxlength') return `[^/]{0,${first}}`;
  }
  if (name === 'regex' && argument) return `(?:${argument.replace(/^\^|\$$/g, '')})`;
  throw new Error(`The route constraint '${constraint}' is not supported by this host`);
}
