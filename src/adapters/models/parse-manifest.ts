import { AppError } from '../../domain/errors.ts';
import { Manifest } from '../../domain/manifest.ts';
import { isNewer } from '../../domain/schema.ts';

/** How many faults the message names; the error holds all. */
const most = 5;

/**
 * @param where Names the manifest in messages.
 * @throws AppError `invalid` whose message names the fields, and whose `errors` hold each with its JSON Pointer.
 */
export function parseManifest(json: string, where: string): Manifest {
  const value = parse(json, where);
  if (isNewer(value)) {
    throw new AppError('invalid', `${where} was written for a newer version of docscore`, {
      next: 'Deploy that version first.',
    });
  }
  const { success, data, error } = Manifest.safeParse(value);
  if (success) return data;
  const errors = error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key], message: 'there is no such field' }));
  });
  const named = errors.slice(0, most).map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`);
  const more = errors.length > most ? `; and ${errors.length - most} more` : '';
  throw new AppError('invalid', `${where} does not match its schema: ${named.join('; ')}${more}`, {
    cause: error,
    errors: errors.map(({ path, message }) => ({ pointer: path.map(pointerPart).join(''), message })),
  });
}

function parse(json: string, where: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new AppError('invalid', `${where} is not JSON`, { cause });
  }
}

const pointerPart = (part: string) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`;
