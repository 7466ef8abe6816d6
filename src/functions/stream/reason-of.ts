import type { FieldError } from '../../domain/errors.ts';

/** How many allowed values a reason names. */
const named = 20;

/** What is wrong where, for whoever reads a dead letter: one line each, led by the JSON Pointer. */
export function reasonOf(message: string, errors: readonly FieldError[] = []): string {
  if (errors.length === 0) return message;
  return errors
    .map(({ pointer, message: what, allowed }) => `${pointer || '/'}: ${what}${valuesOf(allowed)}`)
    .join('\n');
}

function valuesOf(allowed: readonly unknown[] | undefined): string {
  if (allowed === undefined) return '';
  const rest = allowed.length > named ? ` and ${String(allowed.length - named)} more` : '';
  return `; allowed: ${allowed.slice(0, named).map(String).join(', ')}${rest}`;
}
