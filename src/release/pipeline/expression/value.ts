import { scalarText, type ListNode, type MapNode, type Node, type Scalar } from '../source/node.ts';
import type { Version } from './syntax.ts';

/** What an expression can answer. */
export type Value = Scalar | Version | ListNode | MapNode;

export const isVersion = (value: Value): value is Version =>
  typeof value === 'object' && value !== null && value.kind === 'version';

export const isCollection = (value: Value): value is ListNode | MapNode =>
  typeof value === 'object' && value !== null && value.kind !== 'version';

export const valueOfNode = (node: Node): Value => (node.kind === 'scalar' ? node.value : node);

/*
 * Conversions as Azure Pipelines does them. Source: learn.microsoft.com/azure/devops/pipelines/process/expressions#type-casting
 * `undefined`: there is no such conversion.
 */

export function toBoolean(value: Value): boolean {
  if (value === null || value === '' || value === 0) return false;
  return typeof value === 'boolean' ? value : true;
}

/** A list or a map has no text; it becomes an empty one. */
export function toText(value: Value): string {
  if (isCollection(value)) return '';
  return isVersion(value) ? value.parts.join('.') : scalarText(value);
}

export function toNumber(value: Value): number | undefined {
  if (value === null || value === '') return 0;
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return undefined;
  const digits = value.trim().replaceAll(',', '');
  return /^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(digits) ? Number(digits) : undefined;
}

function toVersion(value: Value): Version | undefined {
  if (isCollection(value)) return undefined;
  if (isVersion(value)) return value;
  const text = typeof value === 'number' && value > 0 ? String(value) : value;
  if (typeof text !== 'string' || !/^\d+(\.\d+){1,3}$/.test(text)) return undefined;
  return { kind: 'version', parts: text.split('.').map(Number) };
}

/**
 * Compares after the right value was converted to the type of the left one; texts without regard to case.
 *
 * @returns Less than, equal to or greater than 0; undefined when there is no conversion, or for lists and maps.
 */
export function compare(left: Value, right: Value): number | undefined {
  if (left === null) return right === null || right === '' ? 0 : undefined;
  if (typeof left === 'boolean') return Number(left) - Number(toBoolean(right));
  if (typeof left === 'number') return ordered(left, toNumber(right));
  if (typeof left === 'string') return isCollection(right) ? undefined : compareTexts(left, toText(right));
  if (!isVersion(left)) return left === right ? 0 : undefined;
  const other = toVersion(right);
  return other === undefined ? undefined : compareVersions(left, other);
}

export const isEqual = (left: Value, right: Value) => compare(left, right) === 0;

const ordered = (left: number, right: number | undefined) => (right === undefined ? undefined : left - right);

function compareTexts(left: string, right: string): number {
  const [a, b] = [left.toUpperCase(), right.toUpperCase()];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A part that is not there comes before 0. */
function compareVersions(left: Version, right: Version): number {
  for (let index = 0; index < 4; index++) {
    const difference = (left.parts[index] ?? -1) - (right.parts[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
