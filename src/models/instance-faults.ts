import { AppError, type FieldError } from '../domain/errors.ts';
import type { Manifest } from '../domain/manifest.ts';
import type { ModelField } from '../domain/model-view.ts';

/** How many faults, and how many allowed values, one answer lists. */
const most = 20;
/** Longest name that an answer repeats, in characters. */
const longestName = 100;

/** What is wrong with the instances of one request; counts all, keeps the first 20. */
export class Faults {
  count = 0;
  readonly #listed: FieldError[] = [];

  /** @param field The field that it is about: what it allows is listed. */
  add(pointer: string, message: string, field?: ModelField): void {
    this.count += 1;
    if (this.#listed.length >= most) return;
    const allowed = field?.allowed?.slice(0, most);
    this.#listed.push({ pointer, message: message + allowedText(field), ...(allowed && { allowed }) });
  }

  /** Notes the keys that are none of these names. */
  addUnknown(pointer: string, keys: readonly string[], names: ReadonlySet<string>): void {
    for (const key of keys) {
      if (names.has(key)) continue;
      const place = key.length > longestName ? pointer : `${pointer}/${pointerToken(key)}`;
      this.add(place, `There is no such field; the model reads ${[...names].join(', ')}`);
    }
  }

  /** @throws AppError `invalid` with what was noted. */
  throwIfAny({ model, modelVersion }: Pick<Manifest, 'model' | 'modelVersion'>): void {
    const [first] = this.#listed;
    if (!first) return;
    const rest = this.count - 1;
    const more = rest === 0 ? '' : ` (and ${rest} more${this.count > most ? `; the first ${most} are listed` : ''})`;
    throw new AppError('invalid', `${first.pointer}: ${first.message}${more}`, {
      errors: this.#listed,
      next: `GET /api/models/${model}/params says what ${model} ${modelVersion} reads.`,
    });
  }
}

/** A name inside a JSON Pointer (RFC 6901). */
export const pointerToken = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

function allowedText({ allowed }: Partial<ModelField> = {}): string {
  if (!allowed) return '';
  const rest = allowed.length - most;
  return `; allowed: ${allowed.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
