import type { Clock } from '../clock.ts';
import { idOf, type People } from './people.ts';

/** A thing of the service as it is answered; every one has its number or GUID. */
export type Stored = Record<string, unknown> & { readonly id: number | string };

/** What the service keeps, in memory. */
export interface State {
  readonly organisation: string;
  readonly project: { readonly id: string; readonly name: string };
  readonly repository: { readonly id: string; readonly name: string };
  readonly people: People;
  readonly clock: Clock;
  readonly endpoints: Map<string, Stored>;
  readonly environments: Map<number, Stored>;
  readonly variableGroups: Map<number, Stored>;
  readonly pipelines: Map<number, Stored>;
  readonly checks: Map<number, Stored>;
  /** Pipelines that may use a resource, by `type/id`. */
  readonly permissions: Map<string, Set<number>>;
  /** The next number of its kind. */
  number(kind: string): number;
}

export function emptyState(given: {
  organisation: string;
  project: string;
  repository: string;
  people: People;
  clock: Clock;
}): State {
  const { organisation, project, repository, people, clock } = given;
  const numbers = new Map<string, number>();
  return {
    organisation,
    project: { id: idOf(`project ${project}`), name: project },
    repository: { id: idOf(`repository ${repository}`), name: repository },
    people,
    clock,
    endpoints: new Map(),
    environments: new Map(),
    variableGroups: new Map(),
    pipelines: new Map(),
    checks: new Map(),
    permissions: new Map(),
    number(kind) {
      const next = (numbers.get(kind) ?? 0) + 1;
      numbers.set(kind, next);
      return next;
    },
  };
}

/** As lists are answered. */
export const listOf = (value: readonly unknown[]) => ({ count: value.length, value });
