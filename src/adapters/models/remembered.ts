import { AppError } from '../../domain/errors.ts';

interface Options {
  /** The longest unused goes when there are more. */
  readonly most: number;
  /** How long a failure is answered from memory, in ms: what is broken is not tried again by every request. */
  readonly failureMs: number;
  /** In ms, never goes back. */
  readonly now: () => number;
}

interface Kept<T> {
  readonly value: Promise<T>;
  failedAt?: number;
}

/** Makes what belongs to a key once: callers at the same time share it. A failure is forgotten after a while, one of the registry at once. */
export function remembered<T>(
  make: (key: string) => Promise<T>,
  { most, failureMs, now }: Options,
): (key: string) => Promise<T> {
  const kept = new Map<string, Kept<T>>();
  return (key) => {
    const present = kept.get(key);
    if (present && !(present.failedAt !== undefined && now() - present.failedAt >= failureMs)) {
      // The order of the map is that of the last use.
      kept.delete(key);
      kept.set(key, present);
      return present.value;
    }
    const entry: Kept<T> = { value: make(key) };
    kept.delete(key);
    kept.set(key, entry);
    entry.value.catch((error: unknown) => {
      if (!passesSoon(error)) entry.failedAt = now();
      else if (kept.get(key) === entry) kept.delete(key);
    });
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return entry.value;
  };
}

const passesSoon = (error: unknown) =>
  error instanceof AppError && ['unavailable', 'too-many', 'not-found'].includes(error.code);
