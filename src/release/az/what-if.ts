import { isDeepStrictEqual } from 'node:util';

/** A resource as a deployment made it, or would. */
export interface Described {
  readonly id: string;
  readonly type: string;
  readonly apiVersion: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Change {
  readonly resourceId: string;
  readonly changeType: 'Create' | 'Modify' | 'NoChange' | 'Ignore';
  readonly delta?: readonly {
    readonly path: string;
    readonly propertyChangeType: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}

/**
 * What deploying `wanted` over `there` would change, in `az deployment group what-if --no-pretty-print`'s words. Deployments are incremental: what is not in the
 * template stays, and reads `Ignore`.
 */
export function changesBetween(there: readonly Described[], wanted: readonly Described[]): Change[] {
  const before = new Map(there.map((resource) => [resource.id.toLowerCase(), resource]));
  const changes = wanted.map(({ id, body }): Change => {
    const found = before.get(id.toLowerCase());
    before.delete(id.toLowerCase());
    if (!found) return { resourceId: id, changeType: 'Create' };
    const delta = differences(found.body, body);
    return delta.length === 0
      ? { resourceId: id, changeType: 'NoChange' }
      : { resourceId: id, changeType: 'Modify', delta };
  });
  return [...changes, ...[...before.values()].map(({ id }): Change => ({ resourceId: id, changeType: 'Ignore' }))];
}

function differences(before: unknown, after: unknown, path = ''): NonNullable<Change['delta']>[number][] {
  if (isDeepStrictEqual(before, after)) return [];
  if (isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differences(before[key], after[key], path === '' ? key : `${path}.${key}`),
    );
  const propertyChangeType = before === undefined ? 'Create' : after === undefined ? 'Delete' : 'Modify';
  return [{ path, propertyChangeType, before: before ?? null, after: after ?? null }];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
