import { unsupported } from '../../errors.ts';
import { type Value, type JsonObject, Rank, isObject, rank } from '../values.ts';
import { type SqlFunction, on, onStrings } from './signature.ts';

const onText = (call: (text: string) => Value) => onStrings(1, 1, (text) => call(text));

/** The third argument asks to ignore case. */
const search = (found: (text: string, part: string) => boolean): SqlFunction =>
  on(2, 3, ([text, part, ignoreCase]) => {
    if (typeof text !== 'string' || typeof part !== 'string') return undefined;
    return ignoreCase === true ? found(text.toLowerCase(), part.toLowerCase()) : found(text, part);
  });

const textAndNumber = (call: (text: string, count: number) => Value): SqlFunction =>
  on(2, 2, ([text, count]) => (typeof text === 'string' && typeof count === 'number' ? call(text, count) : undefined));

function parsed(text: string, wanted: (value: Value) => boolean): Value {
  try {
    const value = JSON.parse(text) as Value;
    return wanted(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function matches(values: readonly Value[]): Value {
  const [text, pattern, modifiers = ''] = values;
  if (typeof text !== 'string' || typeof pattern !== 'string' || typeof modifiers !== 'string') return undefined;
  if (/[^ims]/.test(modifiers)) throw unsupported(`The RegexMatch modifier in '${modifiers}'`);
  try {
    return new RegExp(pattern, modifiers).test(text);
  } catch {
    throw unsupported(`The regular expression '${pattern}'`);
  }
}

function substring([text, start, count]: readonly Value[]): Value {
  if (typeof text !== 'string' || typeof start !== 'number' || typeof count !== 'number') return undefined;
  return start < 0 || count < 0 ? '' : text.slice(start, start + count);
}

/** Source: learn.microsoft.com/cosmos-db/query/string-functions */
export const stringFunctions: Readonly<Record<string, SqlFunction>> = {
  CONTAINS: search((text, part) => text.includes(part)),
  STARTSWITH: search((text, part) => text.startsWith(part)),
  ENDSWITH: search((text, part) => text.endsWith(part)),
  STRINGEQUALS: search((text, other) => text === other),
  REGEXMATCH: on(2, 3, matches),
  CONCAT: onStrings(2, Infinity, (...texts) => texts.join('')),
  LENGTH: onText((text) => text.length),
  LOWER: onText((text) => text.toLowerCase()),
  UPPER: onText((text) => text.toUpperCase()),
  TRIM: onText((text) => text.trim()),
  LTRIM: onText((text) => text.trimStart()),
  RTRIM: onText((text) => text.trimEnd()),
  REVERSE: onText((text) => Array.from(text).reverse().join('')),
  INDEX_OF: on(2, 3, ([text, part, from = 0]) =>
    typeof text === 'string' && typeof part === 'string' && typeof from === 'number'
      ? text.indexOf(part, from)
      : undefined,
  ),
  LEFT: textAndNumber((text, count) => text.slice(0, Math.max(0, count))),
  RIGHT: textAndNumber((text, count) => (count > 0 ? text.slice(-count) : '')),
  SUBSTRING: on(3, 3, substring),
  REPLACE: onStrings(3, 3, (text = '', part = '', other = '') => (part === '' ? text : text.split(part).join(other))),
  // The service answers undefined beyond 10,000 characters.
  REPLICATE: textAndNumber((text, count) =>
    count < 0 || text.length * count > 10_000 ? undefined : text.repeat(count),
  ),
  STRINGSPLIT: onStrings(2, 2, (text = '', separator = '') => text.split(separator)),
  STRINGJOIN: on(2, 2, ([list, separator]) =>
    Array.isArray(list) && typeof separator === 'string' && list.every((item) => typeof item === 'string')
      ? list.join(separator)
      : undefined,
  ),
  TOSTRING: on(1, 1, ([value]) =>
    value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value),
  ),
  STRINGTONUMBER: onText((text) => parsed(text, (value) => typeof value === 'number')),
  STRINGTOBOOLEAN: onText((text) => parsed(text, (value) => typeof value === 'boolean')),
  STRINGTONULL: onText((text) => parsed(text, (value) => value === null)),
  STRINGTOARRAY: onText((text) => parsed(text, (value) => rank(value) === Rank.array)),
  STRINGTOOBJECT: onText((text) => parsed(text, isObject)),
  OBJECTTOARRAY: on(1, 1, ([value]) =>
    isObject(value) ? Object.entries(value).map(([k, v]): JsonObject => ({ k, v })) : undefined,
  ),
};
