import { randomUUID } from 'node:crypto';
import { lookUp, type BindingData } from './binding-data.ts';
import { defaultDateFormat, formatDate } from './date-format.ts';
import { netText } from './net-text.ts';

/** A text with `{name}` in it, read once and filled in for each call. */
export interface Template {
  /** @throws Error that names a parameter without a value. */
  fill(data: BindingData): string;
  /** Replaces each parameter by what `use` makes of its value and number (0, 1, …). */
  replace(data: BindingData, use: (value: unknown, index: number) => string): string;
}

/**
 * Reads a binding expression: `{queueTrigger}`, `{id}`, `{data.url}`, `{rand-guid}`, `{DateTime:yyyy}`, `{sys.utcnow}`; names are not
 * case-sensitive. `%SETTING%` is filled in before.
 *
 * @throws Error that quotes a text whose braces do not match.
 */
export function parseTemplate(text: string): Template {
  const names: string[] = [];
  const literals = text.split(/\{([^{}]*)\}/).filter((part, index) => index % 2 === 0 || (names.push(part), false));
  if (literals.some((literal) => /[{}]/.test(literal)) || names.includes(''))
    throw new Error(`The binding expression '${text}' cannot be read`);
  const replace: Template['replace'] = (data, use) =>
    literals.reduce((done, literal, index) => done + use(valueOf(names[index - 1] ?? '', data), index - 1) + literal);
  return { replace, fill: (data) => replace(data, (value) => netText(value)) };
}

/** @throws Error in the runtime's words. */
function valueOf(expression: string, data: BindingData): unknown {
  const [name, format] = splitOnce(expression.trim(), ':');
  const value = lookUp(data, name);
  if (value !== undefined) return format === undefined ? value : formatted(value, format);
  switch (name.toLowerCase()) {
    case 'rand-guid':
    case 'sys.randguid':
      return guid(format);
    case 'datetime':
    case 'sys.utcnow':
      return formatDate(new Date(), format ?? defaultDateFormat);
    case 'sys.methodname':
      return data.functionName;
    default:
      throw new Error(`No value for named parameter '${name}'.`);
  }
}

function formatted(value: unknown, format: string): string {
  const date = new Date(netText(value));
  if (Number.isNaN(date.getTime())) throw new Error(`'${netText(value)}' is not a date: it has no format '${format}'`);
  return formatDate(date, format);
}

/** Source: .NET's Guid.ToString. */
function guid(format: string | undefined): string {
  const id = randomUUID();
  switch ((format ?? 'D').toUpperCase()) {
    case 'D':
      return id;
    case 'N':
      return id.replaceAll('-', '');
    case 'B':
      return `{${id}}`;
    case 'P':
      return `(${id})`;
    default:
      throw new Error(`The guid format '${format ?? ''}' is not supported by this host`);
  }
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
