import type { Frame } from './frame.ts';
import { Declared, isArray, type Item } from './item.ts';
import { type Deployment, ModuleItem } from './module-item.ts';
import { ResourceItem } from './resource-item.ts';
import type { Awaited } from './tracker.ts';

/** A resource of the plan before its values are written out. */
export interface Placed {
  readonly item: ResourceItem;
  readonly id: string;
  readonly existing: boolean;
  /** Symbols of the modules on the way to it, with a dot between. */
  readonly module: string | undefined;
  /** Ids that every resource of its modules waits for. */
  readonly waitsFor: ReadonlySet<Awaited>;
}

/** Everything that a template and its modules declare and whose conditions hold, parents first. */
export function placedOf(frame: Frame, waitsFor: ReadonlySet<Awaited> = new Set()): Placed[] {
  const { template, tracker, module } = frame.options;
  return template.tree.statements.flatMap((statement) => {
    if (statement.kind !== 'resource' && statement.kind !== 'module') return [];
    const items = tracker.separately(() => frame.value(statement.name.name) ?? []).value;
    return flat(items).flatMap((item) => {
      if (item instanceof ResourceItem) return withNested(item, module, waitsFor);
      return item instanceof ModuleItem ? resourcesOf(item) : [];
    });
  });
}

/** The deployment of a module as plans see it. */
export interface PlacedDeployment extends Deployment {
  /** What it declares, also in its own modules. */
  readonly resources: () => readonly Placed[];
}

function resourcesOf(item: ModuleItem): readonly Placed[] {
  if (!item.deployed) return [];
  const deployment = item.deployment();
  return 'resources' in deployment ? (deployment as PlacedDeployment).resources() : [];
}

/** What stands under `dependsOn`. */
export function awaitedBy(dependsOn: Item): Awaited[] {
  return flat(dependsOn).flatMap((item): Awaited[] => {
    if (!item.deployed) return [];
    if (item instanceof ResourceItem) return item.statement.existing ? [] : [item.id];
    return item instanceof ModuleItem ? [item.deployment()] : [];
  });
}

function withNested(item: ResourceItem, module: string | undefined, waitsFor: ReadonlySet<Awaited>): Placed[] {
  if (!item.deployed) return [];
  const own = { item, id: item.id, existing: item.statement.existing, module, waitsFor };
  const nested = [...item.children.values()].flatMap(flat).filter((child) => child instanceof ResourceItem);
  return [own, ...nested.flatMap((child) => withNested(child, module, waitsFor))];
}

function flat(item: Item): readonly Declared[] {
  if (isArray(item)) return item.flatMap(flat);
  return item instanceof Declared ? [item] : [];
}
