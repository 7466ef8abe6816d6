import type { Source, Span } from '../bicep/source.ts';
import type { Problem } from '../problem.ts';
import type { TypeData } from './type-data.ts';
import type { Type } from './type.ts';

/** A function that a file declares itself. */
export interface DeclaredFunction {
  readonly parameters: readonly Type[];
  readonly returns: Type;
}

/** Where an expression stands: what its names mean, and where its problems go. */
export interface Place {
  readonly source: Source;
  readonly data: TypeData;
  /** The type of a name; undefined where there is no such name (the checks of names say so). */
  find(name: string): Type | undefined;
  findFunction(name: string): DeclaredFunction | undefined;
  /** Text of a file beside this one: `loadJsonContent('../settings.json')`. Undefined where there is none. */
  readBeside(path: string): string | undefined;
  report(span: Span, code: string, message: string, severity?: Problem['severity']): void;
}

/** The same place inside a loop or lambda, with names of its own. */
export const withNames = (place: Place, names: Readonly<Record<string, Type>>): Place => ({
  ...place,
  find: (name) => (Object.hasOwn(names, name) ? names[name] : place.find(name)),
});

/** Computed once, when first asked for; `any` for whoever asks in a circle (the checks of names report circles). */
export function lazily(compute: () => Type): () => Type {
  let known: Type | undefined;
  let isBusy = false;
  return () => {
    if (known || isBusy) return known ?? { kind: 'any' };
    isBusy = true;
    known = compute();
    isBusy = false;
    return known;
  };
}
