import { AppError } from '../../../domain/errors.ts';

/** The instances of a body, and where each stands in it. */
interface Instances {
  readonly instances: readonly unknown[];
  readonly pointerOf?: (index: number) => string;
}

/** `{"instances": […]}` or `{"instance": {…}}`, as it came. @throws AppError `invalid` for anything else. */
export function instancesOf(body: unknown): Instances {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw wrong('', 'The body is an object');
  const { instances, instance } = body as { instances?: unknown; instance?: unknown };
  const other = Object.keys(body).find((key) => key !== 'instances' && key !== 'instance');
  if (other !== undefined) throw wrong(pointerTo(other), 'There is no such field: send instances, or instance');
  if ((instances === undefined) === (instance === undefined))
    throw wrong('', 'Send either instances, a list, or instance, an object');
  if (instance !== undefined) return { instances: [instance], pointerOf: () => '/instance' };
  if (!Array.isArray(instances)) throw wrong('/instances', 'It must be a list of objects');
  return { instances };
}

/** `{…}` or `[{…}, …]`: an instance as it is, or a list of them. @throws AppError `invalid` for anything else. */
export function plainInstancesOf(body: unknown): Instances & { readonly isList: boolean } {
  if (Array.isArray(body)) return { isList: true, instances: body, pointerOf: (index) => `/${String(index)}` };
  if (typeof body !== 'object' || body === null)
    throw wrong('', 'The body is an object of named values, or a list of them');
  return { isList: false, instances: [body], pointerOf: () => '' };
}

/** An answer must not carry a megabyte back. */
const pointerTo = (key: string) => (key.length > 100 ? '' : `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);

const wrong = (pointer: string, message: string) =>
  new AppError('invalid', `${pointer === '' ? '' : `${pointer}: `}${message}`, { errors: [{ pointer, message }] });
