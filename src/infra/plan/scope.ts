import type { ItemObject } from './item.ts';

/** Where a template is deployed. */
export interface Scope {
  readonly kind: 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';
  /** Prefix of the ids of what is deployed there; '' for the tenant. */
  readonly id: string;
  readonly name: string;
  readonly location: string;
  readonly subscriptionId: string;
}

/** A tenant nobody has: the plan is made offline. */
export const tenantId = '00000000-0000-0000-0000-00000000000a';

export function resourceGroupScope(name: string, subscriptionId: string, location: string): Scope {
  return {
    kind: 'resourceGroup',
    id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`,
    name,
    location,
    subscriptionId,
  };
}

export function subscriptionScope(subscriptionId: string, location: string): Scope {
  return {
    kind: 'subscription',
    id: `/subscriptions/${subscriptionId}`,
    name: subscriptionId,
    location,
    subscriptionId,
  };
}

/** The scope that `id` names, as `resourceGroup('x')`, `subscription()` or a resource group's symbol give it. */
export function scopeOfId(id: string, location: string): Scope | undefined {
  const [, subscriptionId, group] = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?$/i.exec(id) ?? [];
  if (subscriptionId === undefined) {
    const managementGroup = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i.exec(id)?.[1];
    if (managementGroup !== undefined)
      return { kind: 'managementGroup', id, name: managementGroup, location, subscriptionId: '' };
    return id === '/' || id === ''
      ? { kind: 'tenant', id: '', name: tenantId, location, subscriptionId: '' }
      : undefined;
  }
  return group === undefined
    ? subscriptionScope(subscriptionId, location)
    : resourceGroupScope(group, subscriptionId, location);
}

/** What `resourceGroup()` and `subscription()` answer. */
export function scopeObject({ kind, id, name, location, subscriptionId }: Scope): ItemObject {
  if (kind === 'resourceGroup') {
    const type = 'Microsoft.Resources/resourceGroups';
    return { id, name, type, location, managedBy: null, tags: {}, properties: { provisioningState: 'Succeeded' } };
  }
  if (kind === 'subscription') return { id, subscriptionId, tenantId, displayName: subscriptionId };
  return { id: id === '' ? '/' : id, name, tenantId };
}

/** `Microsoft.Storage/storageAccounts/blobServices` + `a/default` → `Microsoft.Storage/storageAccounts/a/blobServices/default`. */
function typeAndName(type: string, name: string): string {
  const [provider = '', ...types] = type.split('/');
  const names = name.split('/');
  return [provider, ...types.flatMap((segment, index) => [segment, names[index] ?? ''])].join('/');
}

/** Full id of a resource below a scope's or another resource's id. */
export function resourceId(below: string, type: string, name: string): string {
  const group = /^\/subscriptions\/[^/]+$/.test(below) && type.toLowerCase() === 'microsoft.resources/resourcegroups';
  return group ? `${below}/resourceGroups/${name}` : `${below}/providers/${typeAndName(type, name)}`;
}
