import type { PureFunction } from './pure-function.ts';
import { isArray, isObject, type Item, kindOf } from '../item.ts';
import { equal } from '../operators.ts';
import { isRuntimeItem } from '../runtime.ts';
import { guidOf, uniqueString } from '../unique-string.ts';

/** Functions that read or make text. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-functions-string. */
export const textFunctions: Record<string, PureFunction> = {
  base64: (value) => Buffer.from(text(value)).toString('base64'),
  base64ToString: (value) => Buffer.from(text(value), 'base64').toString(),
  base64ToJson: (value) => JSON.parse(Buffer.from(text(value), 'base64').toString()) as Item,
  bool: (value) => (typeof value === 'boolean' ? value : typeof value === 'number' ? value !== 0 : truth(text(value))),
  dataUri: (value) => `data:text/plain;charset=utf8;base64,${Buffer.from(text(value)).toString('base64')}`,
  dataUriToString: (value) => Buffer.from(text(value).split(',')[1] ?? '', 'base64').toString(),
  endsWith: (value, end) => text(value).toLowerCase().endsWith(text(end).toLowerCase()),
  format: (pattern, ...values) => format(text(pattern), values),
  guid: (...values) => guidOf(...values.map(hashed)),
  indexOf: (value, part) =>
    isArray(value) ? positionIn(value, part, false) : text(value).toLowerCase().indexOf(text(part).toLowerCase()),
  int: (value) => integer(value),
  json: (value) => JSON.parse(text(value)) as Item,
  join: (values, delimiter) => items(values).map(plain).join(text(delimiter)),
  lastIndexOf: (value, part) =>
    isArray(value) ? positionIn(value, part, true) : text(value).toLowerCase().lastIndexOf(text(part).toLowerCase()),
  padLeft: (value, length, fill = ' ') => plain(value).padStart(integer(length), text(fill)),
  replace: (value, from, to) => text(value).replaceAll(text(from), text(to)),
  split: (value, delimiter) => split(text(value), isArray(delimiter) ? delimiter.map(text) : [text(delimiter)]),
  startsWith: (value, start) => text(value).toLowerCase().startsWith(text(start).toLowerCase()),
  string: (value) => plain(value),
  substring: (value, start, length) =>
    substring(text(value), integer(start), length === undefined ? undefined : integer(length)),
  toLower: (value) => text(value).toLowerCase(),
  toUpper: (value) => text(value).toUpperCase(),
  trim: (value) => text(value).trim(),
  uniqueString: (...values) => uniqueString(...values.map(hashed)),
  uri: (base, relative) => new URL(text(relative), text(base)).href,
  uriComponent: (value) => encodeURIComponent(text(value)),
  uriComponentToString: (value) => decodeURIComponent(text(value)),
};

export function text(value: Item | undefined): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`a string is needed, not ${value === undefined ? 'nothing' : kindOf(value)}`);
}

export function integer(value: Item | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^[+-]?\d+$/.test(value)) return Number(value);
  throw new TypeError(`an int is needed, not ${value === undefined ? 'nothing' : kindOf(value)}`);
}

export function items(value: Item | undefined): readonly Item[] {
  if (isArray(value)) return value;
  throw new TypeError(`an array is needed, not ${value === undefined ? 'nothing' : kindOf(value)}`);
}

function positionIn(values: readonly Item[], wanted: Item | undefined, last: boolean): number {
  const same = (value: Item) => equal(value, wanted ?? null);
  return last ? values.findLastIndex(same) : values.findIndex(same);
}

/** As string() writes it. */
function plain(value: Item | undefined): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** What names are made of: a run-time value counts with its expression, so that the plan is the same each time. */
function hashed(value: Item | undefined): string {
  return isObject(value) && isRuntimeItem(value) ? `${value.runtime}@${value.of}` : text(value);
}

function truth(value: string): boolean {
  if (/^(true|1)$/i.test(value)) return true;
  if (/^(false|0)$/i.test(value)) return false;
  throw new TypeError(`'${value}' is no bool`);
}

/** `{0}` and `{0:D3}`; doubled braces stand for themselves. */
function format(pattern: string, values: readonly (Item | undefined)[]): string {
  return pattern.replace(
    /\{\{|\}\}|\{(\d+)(?::([^}]*))?\}/g,
    (all, index: string | undefined, style: string | undefined) => {
      if (index === undefined) return all[0] ?? '';
      const value = values[Number(index)];
      if (value === undefined) throw new RangeError(`there is no value for {${index}}`);
      if (style === undefined) return plain(value);
      const digits = /^[Dd](\d*)$/.exec(style)?.[1];
      if (digits === undefined) throw new RangeError(`the format '${style}' is not supported by the plan`);
      return plain(value).padStart(Number(digits), '0');
    },
  );
}

function split(value: string, delimiters: readonly string[]): string[] {
  const escaped = delimiters.map((delimiter) => delimiter.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return value.split(new RegExp(escaped.join('|')));
}

function substring(value: string, start: number, length = value.length - start): string {
  if (start < 0 || start + length > value.length)
    throw new RangeError(`'${value}' has no ${length} characters from ${start}`);
  return value.slice(start, start + length);
}
