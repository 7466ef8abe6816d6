/** A JSON value as .NET prints it: `True`, numbers in figures, text as it is, objects as JSON. @param indent As `JSON.stringify` has it. */
export function netText(value: unknown, indent = 0): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value, null, indent);
}
