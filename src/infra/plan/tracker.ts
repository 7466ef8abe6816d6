/** What can be waited for: a resource by its id, or all that a module creates. */
export type Awaited = string | { readonly ids: () => readonly string[] };

/**
 * Knows which resources the value being computed has looked at: that is how `dependsOn` is found.
 * Values are computed once; looking at one again counts what it had looked at.
 */
export class Tracker {
  #looked = new Set<Awaited>();

  look(at: Awaited): void {
    this.#looked.add(at);
  }

  /** What `compute` looks at; it does not count for whoever asks. */
  separately<T>(compute: () => T): { readonly value: T; readonly looked: ReadonlySet<Awaited> } {
    const outer = this.#looked;
    const own = new Set<Awaited>();
    this.#looked = own;
    try {
      return { value: compute(), looked: own };
    } finally {
      this.#looked = outer;
    }
  }

  /**
   * A value computed when it is first asked for.
   *
   * @param onCycle called when the value needs itself; it throws.
   */
  lazy<T>(compute: () => T, onCycle: () => never): () => T {
    let state: 'new' | 'computing' | { readonly value: T; readonly looked: ReadonlySet<Awaited> } = 'new';
    return () => {
      if (state === 'computing') return onCycle();
      if (state === 'new') {
        state = 'computing';
        try {
          state = this.separately(compute);
        } catch (error) {
          state = 'new';
          throw error;
        }
      }
      for (const each of state.looked) this.#looked.add(each);
      return state.value;
    };
  }
}

/** The ids of everything waited for. */
export function idsOfAll(awaited: Iterable<Awaited>): Set<string> {
  const ids = new Set<string>();
  for (const each of awaited) {
    if (typeof each === 'string') ids.add(each);
    else for (const id of each.ids()) ids.add(id);
  }
  return ids;
}
